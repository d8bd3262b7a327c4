import { type Words, words } from '../../../core/words/index.ts';
import { say } from '../../words/say.ts';
import { COMMAND_IDS, type CommandGroup, type CommandId, commandOf } from '../commands.ts';
import { keysInWords } from './wording.ts';

const GROUP_WORDS: Readonly<Record<CommandGroup, Words>> = {
  Edit: words`Edit`,
  Joints: words`Joints`,
  View: words`View`,
  People: words`People`,
  Tools: words`Tools`,
};
const GROUPS = Object.keys(GROUP_WORDS) as CommandGroup[];

/** All keys, as the table of commands has them. */
export function ShortcutList(): React.JSX.Element {
  return (
    <>
      <div className="shortcuts-groups">
        {GROUPS.map((group) => (
          <ShortcutGroup key={group} group={group} />
        ))}
      </div>
      <p className="hint">
        {say`With the pointer: Shift adds to the selection, keeps the aspect and snaps the angle. Alt drags a joint the other way: with its limb, or alone. A double click on a wrist, nose or ankle goes near to its points.`}
      </p>
    </>
  );
}

function ShortcutGroup({ group }: { readonly group: CommandGroup }): React.JSX.Element {
  const ids = COMMAND_IDS.filter((id) => commandOf(id).group === group && commandOf(id).keys.length > 0);
  return (
    <section>
      <h3>{say(GROUP_WORDS[group])}</h3>
      <dl className="shortcuts-list">
        {ids.map((id) => (
          <Shortcut key={id} id={id} />
        ))}
      </dl>
    </section>
  );
}

function Shortcut({ id }: { readonly id: CommandId }): React.JSX.Element {
  const { label, keys } = commandOf(id);
  return (
    <div>
      <dt>{say(label)}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{keysInWords(key, navigator.platform)}</kbd>
        ))}
      </dd>
    </div>
  );
}
