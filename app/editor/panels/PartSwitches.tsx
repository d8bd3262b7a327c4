import { useId } from 'react';
import { lackOf } from '../../actions/figure/inspecting.ts';
import { useServices } from '../../services.ts';
import { say } from '../../words/say.ts';
import type { InspectedPerson } from './inspected-person.ts';

/** Gives a person a face and feet, or takes them away. */
export function PartSwitches({ pose, index }: InspectedPerson): React.JSX.Element {
  const { stores, actions } = useServices();
  const { setFace, setFeet } = actions.figure;
  const person = pose.people[index];
  function switchFeet(there: boolean): void {
    setFeet(index, there);
    // Whoever gives feet wants to see them.
    if (there) stores.settings.setState({ drawFeet: true });
  }
  return (
    <div className="part-switches">
      <PartSwitch
        label={say`Face`}
        there={person?.face !== undefined}
        lack={lackOf(person, 'face')}
        onChange={(there) => setFace(index, there)}
      />
      <PartSwitch
        label={say`Feet`}
        there={person?.feet !== undefined}
        lack={lackOf(person, 'feet')}
        onChange={switchFeet}
      />
    </div>
  );
}

interface PartSwitchProps {
  readonly label: string;
  readonly there: boolean;
  /** What the part would have to be put to; empty where it is there. */
  readonly lack: string;
  readonly onChange: (there: boolean) => void;
}

/** Gives a part or takes it away. What cannot be given can be taken away all the same. */
function PartSwitch({ label, there, lack, onChange }: PartSwitchProps): React.JSX.Element {
  const hint = useId();
  const isImpossible = !there && lack !== '';
  return (
    <div>
      <label className="check" title={isImpossible ? lack : undefined}>
        <input
          type="checkbox"
          checked={there}
          disabled={isImpossible}
          aria-describedby={isImpossible ? hint : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      {isImpossible && (
        <p id={hint} className="hint">
          {lack}
        </p>
      )}
    </div>
  );
}
