import { useState } from 'react';
import { useStore } from 'zustand';
import {
  keypointRef,
  type KeypointRef,
  limbsOf,
  mainPartOf,
  type PartName,
} from '../../../core/pose/index.ts';
import { words, type Words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { say } from '../../words/say.ts';
import { useCommand } from '../use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { isLimbThere } from '../../actions/figure/changing.ts';
import { BODY_GROUPS } from './point-maps.ts';
import { JointFields } from './JointFields.tsx';
import type { InspectedPerson } from './inspected-person.ts';
import { PointMap } from './PointMap.tsx';

const PART_LABELS: Readonly<Record<PartName, Words>> = {
  body: words`Body`,
  rightHand: words`R hand`,
  leftHand: words`L hand`,
  face: words`Face`,
  feet: words`Feet`,
  animal: words`Animal`,
};

/** In which order the parts are offered. */
const PART_ORDER: readonly PartName[] = ['body', 'rightHand', 'leftHand', 'face', 'feet', 'animal'];

/** The points of each part: a map to choose one from, switches for whole limbs, and the point that is chosen. */
export function PointsSection({ pose, index }: InspectedPerson): React.JSX.Element {
  const { actions } = useServices();
  const { figure } = actions;
  const person = pose.people[index];
  const { part, chosen, setPart, choose, forget } = useChosenPoint({ pose, index });
  const points = person?.[part] ?? [];
  const refOf = (joint: number): KeypointRef => keypointRef(index, part, joint);

  function toggle(joint: number): void {
    // What is hidden is no longer selected; it stays chosen here.
    forget(joint);
    figure.toggleJoint(refOf(joint));
    if (!points[joint] && !person?.locked) figure.selectKeypoints([refOf(joint)]);
  }

  return (
    <>
      <PartTabs {...{ pose, index, part, setPart }} />
      <PointMap
        key={part}
        {...{ part, points }}
        limbs={limbsOf(person)}
        chosen={chosen}
        onChoose={choose}
        onToggle={toggle}
        onToggleLimb={(limb) => figure.toggleLimb(index, limb)}
      />
      {part === 'body' && <LimbSwitches pose={pose} index={index} />}
      <JointFields pose={pose} chosen={chosen === undefined ? undefined : refOf(chosen)} onToggle={toggle} />
      <HiddenPoints />
    </>
  );
}

/** Which part is shown, and which of its points is chosen: the one that is selected, or one that is not there. */
function useChosenPoint({ pose, index }: InspectedPerson) {
  const { stores, actions } = useServices();
  const keypoints = useStore(stores.figure, ({ selection }) => selection.keypoints);
  // A point that is not there cannot be selected on the canvas, but it can be chosen here, to bring it back.
  const [missing, setMissing] = useState<number>();
  const [wanted, setWanted] = useState<PartName>();
  const [only] = keypoints.length === 1 ? keypoints : [];
  const person = pose.people[index];
  const shown = only ? (only.part ?? 'body') : wanted;
  const part = shown && person?.[shown] ? shown : mainPartOf(person);
  const points = person?.[part] ?? [];
  const absent = missing !== undefined && !points[missing] ? missing : undefined;
  return {
    part,
    chosen: only?.joint ?? absent,
    setPart(next: PartName): void {
      setWanted(next);
      setMissing(undefined);
      if (only) actions.figure.selectPeople([index]);
    },
    choose(joint: number): void {
      setWanted(part);
      setMissing(joint);
      if (points[joint]) actions.figure.selectKeypoints([keypointRef(index, part, joint)]);
      else actions.figure.selectPeople([index]);
    },
    /** Has a point stay chosen that is hidden next. */
    forget(joint: number): void {
      setWanted(part);
      setMissing(joint);
    },
  };
}

interface PartTabsProps extends InspectedPerson {
  readonly part: PartName;
  readonly setPart: (part: PartName) => void;
}

/** Shown for whoever has more than one part. */
function PartTabs({ pose, index, part, setPart }: PartTabsProps): React.JSX.Element | null {
  const person = pose.people[index];
  const parts = PART_ORDER.filter((name) => (name === 'body' ? mainPartOf(person) === name : person?.[name]));
  if (parts.length < 2) return null;
  return (
    <div className="segments part-tabs" role="group" aria-label={say`Points of`}>
      {parts.map((name) => (
        <button
          key={name}
          type="button"
          className="segment"
          aria-pressed={name === part}
          onClick={() => setPart(name)}
        >
          {say(PART_LABELS[name])}
        </button>
      ))}
    </div>
  );
}

function LimbSwitches({ pose, index }: InspectedPerson): React.JSX.Element {
  const { actions } = useServices();
  const person = pose.people[index];
  return (
    <div className="body-groups" role="group" aria-label={say`Parts of the body`}>
      {BODY_GROUPS.map(({ label, limb }) => (
        <button
          key={limb}
          type="button"
          className="chip"
          aria-pressed={person && isLimbThere(person, limb)}
          onClick={() => actions.figure.toggleLimb(index, limb)}
        >
          {say(label)}
        </button>
      ))}
    </div>
  );
}

/** Shown where something is hidden that can come back at once. */
function HiddenPoints(): React.JSX.Element | null {
  const { label, keys, isPossible, run } = useCommand('showHidden');
  if (!isPossible) return null;
  return (
    <Button className="small" title={say`${label} (${keys})`} onClick={run}>
      {label}
    </Button>
  );
}
