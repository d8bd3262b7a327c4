import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { BODY_GROUPS, isLimbThere } from './body-map.ts';
import { BodyMap } from './BodyMap.tsx';
import { JointFields } from './JointFields.tsx';
import type { InspectedPerson } from './inspected-person.ts';

/** The joints of the body: a map to choose one from, switches for whole limbs, and the joint that is chosen. */
export function BodySection({ pose, index }: InspectedPerson): React.JSX.Element {
  const { stores, actions } = useServices();
  const { figure } = actions;
  const keypoints = useStore(stores.figure, ({ selection }) => selection.keypoints);
  // A joint that is not there cannot be selected on the canvas, but it can be chosen here, to bring it back.
  const [missing, setMissing] = useState<number>();
  const [only] = keypoints.length === 1 ? keypoints : [];
  const body = pose.people[index]?.body ?? [];
  const absent = missing !== undefined && !body[missing] ? missing : undefined;
  const bodyJoint = only && (only.part ?? 'body') === 'body' ? only.joint : undefined;

  function choose(joint: number): void {
    if (body[joint]) figure.selectKeypoints([{ person: index, joint }]);
    else {
      figure.selectPeople([index]);
      setMissing(joint);
    }
  }

  function toggle(joint: number): void {
    // What is hidden is no longer selected; it stays chosen here.
    setMissing(joint);
    figure.toggleJoint({ person: index, joint });
    if (!body[joint]) figure.selectKeypoints([{ person: index, joint }]);
  }

  return (
    <>
      <BodyMap
        body={body}
        chosen={bodyJoint ?? absent}
        onChoose={choose}
        onToggle={toggle}
        onToggleLimb={(limb) => figure.toggleLimb(index, limb)}
      />
      <div className="body-groups" role="group" aria-label="Parts of the body">
        {BODY_GROUPS.map(({ label, limb }) => (
          <button
            key={label}
            type="button"
            className="chip"
            aria-pressed={isLimbThere(body, limb)}
            onClick={() => figure.toggleLimb(index, limb)}
          >
            {label}
          </button>
        ))}
      </div>
      <JointFields
        pose={pose}
        chosen={only ?? (absent === undefined ? undefined : { person: index, joint: absent })}
        onToggle={toggle}
      />
    </>
  );
}
