import { Copy, Trash2, UserPlus, UserRound } from 'lucide-react';
import { useId, useRef } from 'react';
import { IconButton } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { say } from '../../../words/say.ts';
import { useScene, useSceneState } from '../scene/context.ts';

const ICON = 18;

/** Who is in the scene, and who is posed. */
export function PeopleList(): React.JSX.Element {
  const { actions } = useScene();
  const people = useSceneState((state) => state.people);
  const selected = useSceneState((state) => state.selected);
  const group = useId();
  const isEmpty = people.length === 0;
  const add = useRef<HTMLButtonElement>(null);
  function remove(): void {
    actions.removePerson();
    // With nobody left there is nobody to remove: the button cannot keep the focus.
    if (people.length === 1) add.current?.focus();
  }
  return (
    <div className="three-people">
      <div className="three-people-head">
        <h3>{say`People`}</h3>
        <IconButton
          ref={add}
          label={say`Add a figure`}
          icon={<UserPlus size={ICON} />}
          onClick={() => actions.addPerson()}
        />
        <IconButton
          label={say`Duplicate figure`}
          icon={<Copy size={ICON} />}
          disabled={isEmpty}
          onClick={() => actions.duplicatePerson()}
        />
        <IconButton
          label={say`Remove figure`}
          icon={<Trash2 size={ICON} />}
          disabled={isEmpty}
          onClick={remove}
        />
      </div>
      <div className="three-people-list" role="radiogroup" aria-label={say`Who is posed`}>
        {people.map(({ id, name }) => (
          <label key={id} className="three-chip">
            <input type="radio" name={group} checked={id === selected} onChange={() => actions.select(id)} />
            {name}
          </label>
        ))}
      </div>
      {isEmpty && <Empty icon={UserRound} title={say`Nobody is here. Add a figure.`} />}
    </div>
  );
}
