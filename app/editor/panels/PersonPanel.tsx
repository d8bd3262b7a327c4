import { useStore } from 'zustand';
import { isAnimal } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { figureName } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { HandField } from './HandField.tsx';
import { PanelSection } from './PanelSection.tsx';
import { PartSwitches } from './PartSwitches.tsx';
import { PointsSection } from './PointsSection.tsx';
import { usePanelPose } from './panel-pose.ts';
import { ThresholdField } from './ThresholdField.tsx';
import { TransformFields } from './TransformFields.tsx';
import type { InspectedPerson } from './inspected-person.ts';

/** Everything about the person that is selected. */
export function PersonPanel(): React.JSX.Element {
  const { stores } = useServices();
  const pose = usePanelPose();
  const people = useStore(stores.figure, ({ selection }) => selection.people);
  const [index, ...others] = people;
  const person = index === undefined ? undefined : pose.people[index];
  const sole = others.length === 0 && person !== undefined && index !== undefined;
  return (
    <PanelSection
      title={sole && isAnimal(person) ? say`Animal` : say`Person`}
      aside={sole ? figureName(person, index) : undefined}
      open
    >
      {sole ? (
        <Inspector pose={pose} index={index} key={index} />
      ) : (
        <p className="hint">
          {others.length > 0
            ? say`${people.length} people are selected. Select one to see its joints.`
            : say`Select a person to see its joints.`}
        </p>
      )}
    </PanelSection>
  );
}

function Inspector({ pose, index }: InspectedPerson): React.JSX.Element {
  const locked = pose.people[index]?.locked ?? false;
  return (
    <fieldset className="inspector" disabled={locked}>
      <legend className="visually-hidden">{figureName(pose.people[index], index)}</legend>
      {locked && <p className="hint">{say`Locked against changes. Unlock it in the list of people.`}</p>}
      <PointsSection pose={pose} index={index} />
      <ThresholdField index={index} />
      {isAnimal(pose.people[index]) ? <AnimalHint /> : <PersonParts pose={pose} index={index} />}
      <TransformFields pose={pose} index={index} />
    </fieldset>
  );
}

function AnimalHint(): React.JSX.Element {
  return (
    <p className="hint">
      {say`Animals are drawn as ControlNets for animals know them. Hide them to draw people with any other ControlNet.`}
    </p>
  );
}

function PersonParts({ pose, index }: InspectedPerson): React.JSX.Element {
  return (
    <>
      <HandField pose={pose} index={index} side="right" />
      <HandField pose={pose} index={index} side="left" />
      <PartSwitches pose={pose} index={index} />
    </>
  );
}
