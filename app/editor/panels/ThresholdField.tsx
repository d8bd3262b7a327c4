import { useState } from 'react';
import { useStore } from 'zustand';
import { PART_NAMES, type Person, type Pose } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { SliderField } from '../../ui/fields.tsx';
import { say } from '../../words/say.ts';
import type { InspectedPerson } from './inspected-person.ts';

const RANGE = { min: 0, max: 1, step: 0.01 } as const;

/** One go at the threshold: it can be moved back and forth, and what it drops comes back. */
interface Attempt {
  readonly before: Pose;
  readonly after: Pose;
  readonly threshold: number;
}

/** Drops the points that a detector was not sure of; shown for people who have such points. */
export function ThresholdField({ index }: Pick<InspectedPerson, 'index'>): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const pose = useStore(stores.figure, (state) => state.pose);
  const [attempt, setAttempt] = useState<Attempt>();
  // Anything else that changed the figure in between ends the attempt.
  const current = attempt?.after === pose ? attempt : undefined;
  const before = current?.before ?? pose;
  const total = uncertainOf(before.people[index]);
  if (total === 0) return null;
  const left = uncertainOf(pose.people[index]);

  function drop(threshold: number): void {
    const after = actions.figure.dropBelow(index, threshold, before === pose ? undefined : before);
    setAttempt({ before, after, threshold });
  }

  return (
    <div className="threshold">
      <SliderField
        label={say`Drop points below`}
        range={RANGE}
        value={current?.threshold ?? 0}
        onChange={drop}
      />
      <p className="hint" role="status">
        {left === total
          ? say`${total} points come from a detector.`
          : say`${total - left} of ${total} detected points dropped.`}
      </p>
    </div>
  );
}

/** Counts the points that tell a confidence. */
function uncertainOf(person: Person | undefined): number {
  return PART_NAMES.reduce((sum, part) => {
    const points = person?.[part] ?? [];
    return sum + points.filter((point) => point?.confidence !== undefined).length;
  }, 0);
}
