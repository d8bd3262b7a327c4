import { Eye, EyeOff, Lock, LockOpen, Square, SquareCheck } from 'lucide-react';
import type { Person } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';

const SIZE = 16;

/** Whose row it is, and how it stands in its list. */
export interface PersonOfRow {
  readonly person: Person;
  readonly index: number;
  /** How many people there are. */
  readonly count: number;
  readonly name: string;
  readonly selected: boolean;
  readonly inTabOrder: boolean;
}

interface PersonSwitchesProps extends PersonOfRow {
  /** Adds them to the selection, or takes them out. */
  readonly onSelect: () => void;
}

/** What can be done with a person in their row: more than one selected, the lock, and whether they are drawn. */
export function PersonSwitches(props: PersonSwitchesProps): React.JSX.Element {
  const { person, index, count, name, selected, inTabOrder, onSelect } = props;
  const { actions } = useServices();
  const { changeDetails } = actions.figure;
  const { locked = false, hidden = false } = person;
  const tabIndex = inTabOrder ? 0 : -1;
  return (
    <div role="gridcell" className="person-switches" onClick={(event) => event.stopPropagation()}>
      {count > 1 && (
        <IconButton
          label={selected ? say`Take ${name} out of the selection` : say`Add ${name} to the selection`}
          icon={selected ? <SquareCheck size={SIZE} /> : <Square size={SIZE} />}
          data-on={selected}
          tabIndex={tabIndex}
          onClick={onSelect}
        />
      )}
      <IconButton
        label={locked ? say`Unlock ${name}` : say`Lock ${name}`}
        icon={locked ? <Lock size={SIZE} /> : <LockOpen size={SIZE} />}
        data-on={locked}
        tabIndex={tabIndex}
        onClick={() =>
          changeDetails(index, { locked: !locked }, locked ? say`${name} unlocked` : say`${name} locked`)
        }
      />
      <IconButton
        label={hidden ? say`Show ${name}` : say`Hide ${name}`}
        icon={hidden ? <EyeOff size={SIZE} /> : <Eye size={SIZE} />}
        data-on={hidden}
        tabIndex={tabIndex}
        onClick={() =>
          changeDetails(index, { hidden: !hidden }, hidden ? say`${name} shown` : say`${name} hidden`)
        }
      />
    </div>
  );
}
