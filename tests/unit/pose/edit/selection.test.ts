import { describe, expect, it } from 'vitest';
import {
  boundsOfKeypoints,
  boundsOfPeople,
  changePersonDetails,
  type Keypoints,
  keypointsInBox,
  limbAt,
  nearestKeypoint,
  personAt,
  type Pose,
} from '../../../../core/pose/index.ts';
import { CANVAS, first, J, wholePose } from './people.ts';

const EVERYWHERE = { left: -9999, top: -9999, right: 9999, bottom: 9999 };

/** One person whose neck and nose are at the ends of a slanted limb, with a row of points for a hand. */
function sparse(): Pose {
  const body: Keypoints = Array.from({ length: 18 }, (_, joint) =>
    joint === J.nose ? { x: 100, y: 100 } : joint === J.neck ? { x: 200, y: 200 } : null,
  );
  const leftHand = Array.from({ length: 21 }, (_, i) => ({ x: 300 + i, y: 50 }));
  return { ...CANVAS, people: [{ body, leftHand }] };
}

describe('bounds', () => {
  it('are around all points of people', () => {
    expect(boundsOfPeople(sparse(), [0])).toEqual({ left: 100, top: 50, right: 320, bottom: 200 });
    expect(boundsOfPeople(sparse(), [])).toBeUndefined();
    expect(boundsOfPeople(sparse(), [1])).toBeUndefined();
  });

  it('are around keypoints, those that are missing left out', () => {
    const refs = [
      { person: 0, joint: J.neck },
      { person: 0, part: 'leftHand', joint: 2 },
      { person: 0, joint: J.lEar },
    ] as const;
    expect(boundsOfKeypoints(sparse(), refs)).toEqual({ left: 200, top: 50, right: 302, bottom: 200 });
    expect(boundsOfKeypoints(sparse(), refs.slice(2))).toBeUndefined();
  });
});

describe('boxes', () => {
  it('hold body points, and those of other parts where these are asked for', () => {
    const box = { left: 150, top: 0, right: 301, bottom: 200 };
    expect(keypointsInBox(sparse(), box)).toEqual([{ person: 0, joint: J.neck }]);
    expect(keypointsInBox(sparse(), box, ['leftHand', 'body'])).toEqual([
      { person: 0, part: 'leftHand', joint: 0 },
      { person: 0, part: 'leftHand', joint: 1 },
      { person: 0, joint: J.neck },
    ]);
  });

  it('leave hidden and locked people alone', () => {
    const pose = wholePose('standing', 'standing', 'standing');
    const some = changePersonDetails(changePersonDetails(pose, 0, { hidden: true }), 2, { locked: true });
    expect(keypointsInBox(some, EVERYWHERE)).toHaveLength(18);
    expect(new Set(keypointsInBox(some, EVERYWHERE).map(({ person }) => person))).toEqual(new Set([1]));
  });
});

describe('hits', () => {
  const pose = wholePose('standing', 'standing');
  const wrist = first(pose).body[J.lWrist]!;
  const tip = first(pose).leftHand![12]!;
  const forearm = (() => {
    const elbow = first(pose).body[J.lElbow]!;
    return { x: (wrist.x + elbow.x) / 2 + 2, y: (wrist.y + elbow.y) / 2 };
  })();

  it('take the nearest point of the parts and people that are asked for', () => {
    expect(nearestKeypoint(pose, tip, 3)).toBeUndefined();
    expect(nearestKeypoint(pose, tip, 3, { parts: ['body', 'leftHand'] })).toEqual({
      person: 1,
      part: 'leftHand',
      joint: 12,
    });
    expect(nearestKeypoint(pose, wrist, 3, { people: [0] })).toEqual({ person: 0, joint: J.lWrist });
    expect(nearestKeypoint(pose, { x: 1, y: 1 }, Infinity, { people: [] })).toBeUndefined();
  });

  it('prefer the wrist of the body to that of the hand at the same place', () => {
    expect(nearestKeypoint(pose, wrist, 3, { parts: ['body', 'leftHand'] })).toEqual({
      person: 1,
      joint: J.lWrist,
    });
  });

  it('find limbs on the person on top', () => {
    expect(limbAt(pose, forearm, 5)).toEqual({ person: 1, limb: 5 });
    expect(limbAt(pose, forearm, 1)).toBeUndefined();
    expect(limbAt(sparse(), { x: 150, y: 150 }, 1)).toEqual({ person: 0, limb: 12 });
  });

  it('find a person by a fingertip', () => {
    expect(personAt(pose, tip, 1)).toBe(1);
  });

  it('pass through hidden people, and through locked ones unless these are asked for', () => {
    const some = changePersonDetails(pose, 1, { locked: true });
    expect(nearestKeypoint(some, wrist, 3)?.person).toBe(0);
    expect(nearestKeypoint(some, wrist, 3, { locked: true })?.person).toBe(1);
    expect(limbAt(some, forearm, 5)?.person).toBe(0);
    expect(limbAt(some, forearm, 5, { locked: true })?.person).toBe(1);
    expect(personAt(some, forearm, 5)).toBe(0);
    expect(personAt(some, forearm, 5, { locked: true })).toBe(1);
    const hidden = changePersonDetails(pose, 1, { hidden: true });
    expect(nearestKeypoint(hidden, wrist, 3, { locked: true })?.person).toBe(0);
    expect(personAt(hidden, forearm, 5, { locked: true })).toBe(0);
  });
});
