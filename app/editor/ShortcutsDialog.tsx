import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { useFocusBack } from '../ui/use-focus-back.ts';
import { COMMAND_IDS, type CommandGroup, type CommandId, commandOf } from './commands.ts';
import { keysInWords } from './keys/wording.ts';

const GROUPS: readonly CommandGroup[] = ['Edit', 'Joints', 'View', 'People', 'Tools'];

/** All keys, as the table of commands has them. */
export function ShortcutsDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.editor, (editor) => editor.shortcuts);
  const { keep, giveBack } = useFocusBack();
  useLayoutEffect(() => {
    if (open) keep();
  }, [open, keep]);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(wanted) => actions.view.showShortcuts(wanted)}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) giveBack();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog shortcuts">
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Keys</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <div className="shortcuts-groups">
            {GROUPS.map((group) => (
              <ShortcutGroup key={group} group={group} />
            ))}
          </div>
          <p className="hint">
            With the pointer: Shift adds to the selection, keeps the aspect and snaps the angle. Alt drags a
            joint the other way: with its limb, or alone. A double click on a wrist, nose or ankle goes near
            to its points.
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ShortcutGroup({ group }: { readonly group: CommandGroup }): React.JSX.Element {
  const ids = COMMAND_IDS.filter((id) => commandOf(id).group === group && commandOf(id).keys.length > 0);
  return (
    <section>
      <h3>{group}</h3>
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
      <dt>{label}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{keysInWords(key, navigator.platform)}</kbd>
        ))}
      </dd>
    </div>
  );
}
