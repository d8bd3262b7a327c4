import { describe, expect, it } from 'vitest';
import {
  type KeypointRef,
  type Pose,
  rotation,
  scaling,
  type Transform,
  transformKeypoints,
  transformPeople,
  translation,
} from '../../../../core/pose/index.ts';
import { expectSameShape, first, J, locked, PARTS, wholePose } from './people.ts';

const ABOUT = { x: 120, y: 300 };

const PAIRS: readonly (readonly [string, Transform, Transform])[] = [
  ['translation', translation({ x: 13.25, y: -400 }), translation({ x: -13.25, y: 400 })],
  ['rotation', rotation(ABOUT, 1.1), rotation(ABOUT, -1.1)],
  ['scaling', scaling(ABOUT, 3, 0.2), scaling(ABOUT, 1 / 3, 5)],
  ['reflection', scaling(ABOUT, -1, 1), scaling(ABOUT, -1, 1)],
];

function expectAlike(pose: Pose, other: Pose): void {
  pose.people.forEach((person, index) => {
    for (const part of PARTS)
      person[part]!.forEach((point, joint) => {
        const old = other.people[index]![part]![joint]!;
        expect(point!.x).toBeCloseTo(old.x, 9);
        expect(point!.y).toBeCloseTo(old.y, 9);
        expect(point!.confidence).toBe(old.confidence);
      });
  });
}

describe('transforms', () => {
  it.each(PAIRS)('%s and its inverse give people back', (_, there, back) => {
    const pose = wholePose('standing', 'running');
    const moved = transformPeople(pose, [0, 1], there);
    expect(first(moved).body[J.rAnkle]).not.toEqual(first(pose).body[J.rAnkle]);
    expectAlike(transformPeople(moved, [0, 1], back), pose);
  });

  it.each(PAIRS)('%s and its inverse give keypoints back', (_, there, back) => {
    const pose = wholePose('dancing');
    const refs: readonly KeypointRef[] = [
      { person: 0, joint: J.lWrist },
      { person: 0, joint: J.nose },
      { person: 0, part: 'rightHand', joint: 4 },
      { person: 0, part: 'feet', joint: 1 },
    ];
    expectAlike(transformKeypoints(transformKeypoints(pose, refs, there), refs, back), pose);
  });

  it('turn clockwise on the screen and fix their centre', () => {
    const pose: Pose = { width: 9, height: 9, people: [{ body: [{ x: 130, y: 300 }, ABOUT] }] };
    const turned = first(transformPeople(pose, [0], rotation(ABOUT, Math.PI / 2))).body;
    expect(turned[0]!.x).toBeCloseTo(120, 12);
    expect(turned[0]!.y).toBeCloseTo(310, 12);
    expect(turned[1]!.x).toBeCloseTo(ABOUT.x, 12);
    const scaled = first(transformPeople(pose, [0], scaling(ABOUT, 2, 7))).body;
    expect(scaled).toEqual([{ x: 140, y: 300 }, ABOUT]);
  });

  it('leave others, and locked people, as they are', () => {
    const pose = wholePose('standing', 'running');
    const moved = transformPeople(pose, [1, 1, 5], translation({ x: 1, y: 1 }));
    expect(moved.people[0]).toBe(pose.people[0]);
    expect(moved.people[1]!.body[0]!.x).toBe(pose.people[1]!.body[0]!.x + 1);
    const guarded = locked(pose);
    expect(transformPeople(guarded, [0, 1], rotation(ABOUT, 1))).toBe(guarded);
    expect(transformKeypoints(guarded, [{ person: 0, joint: 0 }], rotation(ABOUT, 1))).toBe(guarded);
    expect(transformPeople(pose, [0], translation({ x: 0, y: 0 }))).toBe(pose);
    expect(transformKeypoints(pose, [], rotation(ABOUT, 1))).toBe(pose);
    expect(transformKeypoints(pose, [{ person: 0, joint: 99 }], rotation(ABOUT, 1))).toBe(pose);
  });
});

describe('transformKeypoints', () => {
  it('turns a hand with its wrist', () => {
    const pose = wholePose();
    const refs = [J.lShoulder, J.lElbow, J.lWrist].map((joint) => ({ person: 0, joint }));
    const moved = first(transformKeypoints(pose, refs, rotation(ABOUT, 0.7)));
    const arm = (person: typeof moved) => [
      ...refs.map(({ joint }) => person.body[joint]!),
      ...person.leftHand!,
    ];
    expectSameShape(arm(moved), arm(first(pose)));
    expect(moved.body[J.neck]).toBe(first(pose).body[J.neck]);
    expect(moved.rightHand).toBe(first(pose).rightHand);
  });

  it('moves only the named points of a hand that is named itself', () => {
    const pose = wholePose();
    const refs: readonly KeypointRef[] = [
      { person: 0, joint: J.lWrist },
      { person: 0, part: 'leftHand', joint: 4 },
      { person: 0, part: 'leftHand', joint: 4 },
    ];
    const moved = first(transformKeypoints(pose, refs, translation({ x: 5, y: 0 })));
    const changed = moved.leftHand!.flatMap((point, i) => (point === first(pose).leftHand![i] ? [] : [i]));
    expect(changed).toEqual([4]);
    expect(moved.leftHand![4]!.x).toBe(first(pose).leftHand![4]!.x + 5);
  });

  it('takes one foot along with its ankle, whatever becomes of the other one', () => {
    const pose = wholePose();
    const refs: readonly KeypointRef[] = [
      { person: 0, joint: J.lAnkle },
      { person: 0, part: 'feet', joint: 3 },
    ];
    const moved = first(transformKeypoints(pose, refs, translation({ x: 0, y: 9 })));
    const changed = moved.feet!.flatMap((point, i) => (point === first(pose).feet![i] ? [] : [i]));
    expect(changed).toEqual([0, 1, 2, 3]);
  });
});
