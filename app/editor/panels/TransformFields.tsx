import { boundsOfPeople, middleOfBox } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { say } from '../../words/say.ts';
import { CommitNumber } from './CommitNumber.tsx';
import type { InspectedPerson } from './inspected-person.ts';

const OUTSIDE = 4096;

/** Moves, turns and scales the whole person by numbers. Angle and scale are by how much: they go back to where they were. */
export function TransformFields({ pose, index }: InspectedPerson): React.JSX.Element | null {
  const { actions } = useServices();
  const { placePerson, scalePerson, turnPerson } = actions.figure;
  const box = boundsOfPeople(pose, [index]);
  if (!box) return null;
  const middle = middleOfBox(box);
  return (
    <div className="transform-fields">
      <CommitNumber
        label={say`Person x`}
        shortLabel={say`x, px`}
        value={Math.round(middle.x)}
        min={-OUTSIDE}
        max={pose.width + OUTSIDE}
        onCommit={(x) => placePerson(index, { ...middle, x })}
      />
      <CommitNumber
        label={say`Person y`}
        shortLabel={say`y, px`}
        value={Math.round(middle.y)}
        min={-OUTSIDE}
        max={pose.height + OUTSIDE}
        onCommit={(y) => placePerson(index, { ...middle, y })}
      />
      <CommitNumber
        label={say`Turn by degrees`}
        shortLabel={say`Turn, °`}
        value={0}
        min={-360}
        max={360}
        onCommit={(degrees) => turnPerson(index, degrees)}
      />
      <CommitNumber
        label={say`Scale to percent`}
        shortLabel={say`Scale, %`}
        value={100}
        min={5}
        max={2000}
        onCommit={(percent) => scalePerson(index, percent / 100)}
      />
    </div>
  );
}
