import { describe, expect, it } from 'vitest';
import { nearestKeypoint, personAt, type Pose, presetPerson, presetPose } from '../../../core/pose/index.ts';

describe('hit-test', () => {
  const { body } = presetPerson('standing', { width: 512, height: 512 });
  const pose: Pose = { width: 512, height: 512, people: [{ body }, { body }] };
  const elbow = body[3]!;

  it('finds the nearest keypoint within reach, on the person on top', () => {
    expect(nearestKeypoint(pose, { x: elbow.x + 3, y: elbow.y }, 14)).toEqual({ person: 1, joint: 3 });
    expect(nearestKeypoint(pose, { x: elbow.x - 15, y: elbow.y }, 14)).toBeUndefined();
  });

  it('does not find a hidden keypoint', () => {
    const hidden = { ...pose, people: [{ body }, { body: body.with(3, null) }] };
    expect(nearestKeypoint(hidden, elbow, 14)).toEqual({ person: 0, joint: 3 });
  });

  it('finds the person by limbs and torso', () => {
    const knee = body[9]!;
    const shin = { x: (knee.x + body[10]!.x) / 2, y: (knee.y + body[10]!.y) / 2 };
    expect(personAt(pose, { x: shin.x + 4, y: shin.y }, 5)).toBe(1);
    const belly = { x: (body[2]!.x + body[5]!.x) / 2 - 25, y: (body[2]!.y + body[8]!.y) / 2 - 30 };
    expect(personAt(pose, belly, 0)).toBe(1);
    expect(personAt(pose, { x: 5, y: 5 }, 20)).toBeUndefined();
    expect(personAt(presetPose('t-pose', { width: 512, height: 512 }), { x: 256, y: 20 }, 5)).toBeUndefined();
  });
});
