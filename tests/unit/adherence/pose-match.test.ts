import { describe, expect, it } from 'vitest';
import { FIT_TOLERANCE, matchPoses, torsoLength } from '../../../core/adherence/index.ts';
import type { PoseMatch } from '../../../core/adherence/index.ts';
import {
  BODY,
  hideKeypoints,
  type Keypoints,
  type Person,
  type Pose,
  presetPose,
  transformPeople,
  translation,
} from '../../../core/pose/index.ts';

const canvas = { width: 512, height: 512 };
const [standing] = presetPose('standing', canvas).people as [Person];

function at(person: Person, dx: number, dy = 0): Person {
  const pose = { ...canvas, people: [person] };
  return transformPeople(pose, [0], translation({ x: dx, y: dy })).people[0]!;
}

function without(person: Person, ...joints: number[]): Person {
  const whole: Pose = { ...canvas, people: [person] };
  const pose = hideKeypoints(
    whole,
    joints.map((joint) => ({ person: 0, joint })),
  );
  return pose.people[0]!;
}

function match(asked: readonly Person[], found: readonly Person[]): PoseMatch {
  const result = matchPoses({ asked, found, canvas });
  if (!result) throw new Error('Nothing was asked for.');
  return result;
}

describe('torsoLength', () => {
  const points = (entries: Record<number, [number, number]>): Keypoints =>
    Array.from({ length: 18 }, (_, i) => (entries[i] ? { x: entries[i][0], y: entries[i][1] } : null));

  it('is the way from the neck to the middle of the hips', () => {
    const body = points({ [BODY.neck]: [100, 50], [BODY.rightHip]: [90, 150], [BODY.leftHip]: [110, 150] });
    expect(torsoLength(body)).toBe(100);
  });

  it('takes one hip where the other is not there, and shoulders where both are not', () => {
    expect(torsoLength(points({ [BODY.neck]: [0, 0], [BODY.leftHip]: [30, 40] }))).toBe(50);
    const shoulders = points({ [BODY.rightShoulder]: [0, 0], [BODY.leftShoulder]: [50, 0] });
    expect(torsoLength(shoulders)).toBeCloseTo(80);
  });

  it('does not shrink with a torso that points at the viewer', () => {
    const body = points({ [BODY.neck]: [0, 100], [BODY.rightHip]: [0, 102], [BODY.rightAnkle]: [0, 300] });
    expect(torsoLength(body)).toBe(40);
  });
});

describe('matchPoses', () => {
  const torso = torsoLength(standing.body);

  it('is complete for the very pose', () => {
    const { share, meanDistance, extra, people } = match([standing], [standing]);
    expect({ share, meanDistance, extra }).toEqual({ share: 1, meanDistance: 0, extra: 0 });
    expect(people[0]?.joints).toHaveLength(18);
  });

  it('lets a joint fit up to a tenth of the torso and no further', () => {
    const inside = match([standing], [at(standing, FIT_TOLERANCE * torso * 0.99)]);
    const outside = match([standing], [at(standing, FIT_TOLERANCE * torso * 1.01)]);
    expect(inside.share).toBe(1);
    expect(outside.share).toBe(0);
    expect(outside.meanDistance).toBeCloseTo(0.101);
  });

  it('counts joints that were not found as off, and not those that nobody asked for', () => {
    const { wrist, ear } = { wrist: BODY.leftWrist, ear: BODY.leftEar };
    const lacking = match([standing], [without(standing, wrist, ear)]);
    expect(lacking.share).toBeCloseTo(16 / 18);
    const missing = lacking.people[0]?.joints.filter(({ fits }) => !fits).map(({ joint }) => joint);
    expect(missing).toEqual([wrist, ear]);
    expect(match([without(standing, wrist, ear)], [standing]).share).toBe(1);
  });

  it('asks for nothing off the canvas and for nobody who is hidden', () => {
    const half = at(standing, 0, 250);
    const asked = half.body.filter((point) => point && point.y < canvas.height).length;
    expect(asked).toBeLessThan(18);
    expect(match([half], [half]).people[0]?.joints).toHaveLength(asked);
    expect(match([standing, { ...standing, hidden: true }], [standing]).people).toHaveLength(1);
    expect(matchPoses({ asked: [{ ...standing, hidden: true }], found: [standing], canvas })).toBeUndefined();
  });

  it('pairs people whatever the order in which they were found', () => {
    const [left, middle, right] = [at(standing, -120), standing, at(standing, 120)];
    const { share, people, extra } = match([left, middle, right], [right, left, middle]);
    expect(people.map(({ found }) => found)).toEqual([1, 2, 0]);
    expect({ share, extra }).toEqual({ share: 1, extra: 0 });
  });

  it('counts a person who is not there with all joints, and one too many as extra', () => {
    const other = at(standing, 120);
    const one = match([standing, other], [standing]);
    expect(one.share).toBe(0.5);
    expect(one.people.map(({ found, share }) => ({ found, share }))).toEqual([
      { found: 0, share: 1 },
      { found: undefined, share: 0 },
    ]);
    expect(match([standing], [other, standing])).toMatchObject({ share: 1, extra: 1 });
    expect(match([standing], [])).toMatchObject({ share: 0, extra: 0 });
    expect(match([standing], []).meanDistance).toBeUndefined();
  });
});
