import { describe, expect, it } from 'vitest';
import {
  dropUncertain,
  hideKeypoints,
  type Keypoint,
  type Pose,
  presetPerson,
  presetPose,
  showKeypoint,
  toggleKeypoint,
  toggleLimb,
  transformPeople,
  translation,
} from '../../../../core/pose/index.ts';
import { CANVAS, first, J, locked, wholePose, without } from './people.ts';

const ELBOW_TO_WRIST = 3;
const NECK_TO_NOSE = 12;
const KNEE_TO_ANKLE = 8;

function missing(pose: Pose): readonly number[] {
  return first(pose).body.flatMap((point, joint) => (point ? [] : [joint]));
}

describe('hiding and showing', () => {
  it('puts a point back where the proportions want it', () => {
    const pose = transformPeople(presetPose('standing', CANVAS), [0], translation({ x: -37, y: 11 }));
    for (let joint = 0; joint < 18; joint++) {
      const hidden = hideKeypoints(pose, [{ person: 0, joint }]);
      expect(missing(hidden)).toEqual([joint]);
      const shown = first(showKeypoint(hidden, { person: 0, joint })).body[joint];
      expect(shown?.x).toBeCloseTo(first(pose).body[joint]!.x, 6);
      expect(shown?.y).toBeCloseTo(first(pose).body[joint]!.y, 6);
    }
  });

  it('keeps to the size of the person and starts from the nearest point that is there', () => {
    const [small, standing] = [
      presetPerson('standing', { width: 256, height: 256 }),
      presetPerson('standing', CANVAS),
    ];
    const pose = hideKeypoints({ ...CANVAS, people: [small] }, [
      { person: 0, joint: J.lElbow },
      { person: 0, joint: J.lWrist },
    ]);
    const wrist = first(showKeypoint(pose, { person: 0, joint: J.lWrist })).body[J.lWrist]!;
    const [shoulder, model, from] = [
      small.body[J.lShoulder]!,
      standing.body[J.lWrist]!,
      standing.body[J.lShoulder]!,
    ];
    expect(wrist.x - shoulder.x).toBeCloseTo((model.x - from.x) / 2, 6);
    expect(wrist.y - shoulder.y).toBeCloseTo((model.y - from.y) / 2, 6);
  });

  it('builds up a person of whom nothing is left', () => {
    const all = Array.from({ length: 18 }, (_, joint) => ({ person: 0, joint }));
    const nobody = hideKeypoints(presetPose('dancing', CANVAS), all);
    expect(missing(nobody)).toHaveLength(18);
    const pose = all.reduce(showKeypoint, nobody);
    const standing = presetPerson('standing', CANVAS).body;
    first(pose).body.forEach((point, joint) => expect(point?.y).toBeCloseTo(standing[joint]!.y, 6));
  });

  it('continues a finger', () => {
    const row = (length: number) => Array.from({ length }, (_, i) => ({ x: 300 + i, y: 90 }));
    const { body } = presetPerson('standing', CANVAS);
    const pose: Pose = { ...CANVAS, people: [{ body, leftHand: row(21) }] };
    const again = (ref: Parameters<typeof showKeypoint>[1]) =>
      first(showKeypoint(hideKeypoints(pose, [ref]), ref));
    expect(again({ person: 0, part: 'leftHand', joint: 8 }).leftHand?.[8]).toEqual({ x: 308, y: 90 });
  });

  it('leaves out a hand without points, and keeps a body without any', () => {
    const hand = Array.from({ length: 21 }, (_, joint) => ({ person: 0, part: 'leftHand', joint }) as const);
    const pose = wholePose();
    expect(first(hideKeypoints(pose, hand.slice(1))).leftHand).toHaveLength(21);
    expect(Object.keys(first(hideKeypoints(pose, hand)))).not.toContain('leftHand');
  });

  it('toggles to and fro', () => {
    const pose = presetPose('standing', CANVAS);
    const ref = { person: 0, joint: J.lKnee };
    const off = toggleKeypoint(pose, ref);
    expect(missing(off)).toEqual([J.lKnee]);
    const back = first(toggleKeypoint(off, ref)).body[J.lKnee]!;
    expect(back.x).toBeCloseTo(first(pose).body[J.lKnee]!.x, 6);
    expect(toggleKeypoint(wholePose(), ref)).not.toBe(pose);
  });

  it('makes a point certain that comes back', () => {
    const ref = { person: 0, joint: J.lKnee };
    const back = first(toggleKeypoint(toggleKeypoint(wholePose(), ref), ref)).body[J.lKnee];
    expect(Object.keys(back!)).toEqual(['x', 'y']);
  });

  it('gives the same pose where nothing is or the person is locked', () => {
    const pose = presetPose('standing', CANVAS);
    const guarded = locked(without(pose, J.nose));
    for (const ref of [
      { person: 1, joint: 0 },
      { person: 0, joint: 18 },
      { person: 0, part: 'rightHand', joint: 0 },
    ] as const) {
      expect(hideKeypoints(pose, [ref])).toBe(pose);
      expect(showKeypoint(pose, ref)).toBe(pose);
      expect(toggleKeypoint(pose, ref)).toBe(pose);
    }
    expect(showKeypoint(pose, { person: 0, joint: 3 })).toBe(pose);
    expect(toggleKeypoint(guarded, { person: 0, joint: J.nose })).toBe(guarded);
    expect(toggleKeypoint(guarded, { person: 0, joint: J.neck })).toBe(guarded);
    expect(toggleLimb(guarded, 0, ELBOW_TO_WRIST)).toBe(guarded);
  });
});

describe('toggleLimb', () => {
  it('takes the far joint away with all that hangs there', () => {
    const pose = wholePose();
    const armless = toggleLimb(pose, 0, ELBOW_TO_WRIST);
    expect(missing(armless)).toEqual([J.rWrist]);
    expect(Object.keys(first(armless))).not.toContain('rightHand');
    expect(first(armless).leftHand).toBe(first(pose).leftHand);

    const headless = toggleLimb(pose, 0, NECK_TO_NOSE);
    expect(missing(headless)).toEqual([J.nose, J.rEye, J.lEye, J.rEar, J.lEar]);
    expect(Object.keys(first(headless))).not.toContain('face');

    const footless = first(toggleLimb(pose, 0, KNEE_TO_ANKLE));
    expect(footless.feet?.slice(3)).toEqual([null, null, null]);
    expect(footless.feet?.slice(0, 3)).toEqual(first(pose).feet?.slice(0, 3));
  });

  it('takes a whole arm away at the shoulder and brings it back', () => {
    const pose = presetPose('standing', CANVAS);
    const armless = toggleLimb(pose, 0, 0);
    expect(missing(armless)).toEqual([J.rShoulder, J.rElbow, J.rWrist]);
    const back = toggleLimb(armless, 0, 0);
    first(back).body.forEach((point, joint) => {
      expect(point!.x).toBeCloseTo(first(pose).body[joint]!.x, 6);
      expect(point!.y).toBeCloseTo(first(pose).body[joint]!.y, 6);
    });
  });

  it('brings back what is missing of the limb and leaves what is there', () => {
    const pose = presetPose('waving', CANVAS);
    const noElbow = without(pose, J.lElbow);
    const back = first(toggleLimb(noElbow, 0, 5)).body;
    expect(back[J.lElbow]).not.toBeNull();
    expect(back[J.lWrist]).toBe(first(pose).body[J.lWrist]);
    const neither = without(pose, J.lElbow, J.lWrist);
    expect(missing(toggleLimb(neither, 0, 5))).toEqual([]);
  });

  it('gives the same pose for a limb or a person that is not there', () => {
    const pose = wholePose();
    expect(toggleLimb(pose, 0, 17)).toBe(pose);
    expect(toggleLimb(pose, 1, 0)).toBe(pose);
  });
});

describe('dropUncertain', () => {
  const doubtful = (confidence: number | undefined): Keypoint => ({
    x: 1,
    y: 2,
    ...(confidence !== undefined && { confidence }),
  });
  const body = Array.from({ length: 18 }, (_, i) => doubtful(i < 4 ? i / 10 : undefined));
  const hand = Array.from({ length: 21 }, () => doubtful(0.1));
  const pose: Pose = {
    ...CANVAS,
    people: [{ body, leftHand: hand, rightHand: hand.with(3, doubtful(0.9)) }],
  };

  it('drops what is below the threshold, in all parts', () => {
    const dropped = first(dropUncertain(pose, [0], 0.2));
    expect(missing({ ...pose, people: [dropped] })).toEqual([0, 1]);
    expect(Object.keys(dropped)).not.toContain('leftHand');
    expect(dropped.rightHand?.filter((point) => point !== null)).toEqual([doubtful(0.9)]);
  });

  it('gives the same pose where everything is certain enough or locked', () => {
    const certain = presetPose('standing', CANVAS);
    expect(dropUncertain(certain, [0], 1)).toBe(certain);
    expect(dropUncertain(pose, [0], 0)).toBe(pose);
    const guarded = locked(pose);
    expect(dropUncertain(guarded, [0], 1)).toBe(guarded);
  });
});
