import { describe, expect, it } from 'vitest';
import {
  dragKeypoint,
  mirrorPeople,
  type Person,
  type Pose,
  presetPerson,
  resizeCanvas,
  transformPeople,
  translation,
} from '../../../../core/pose/index.ts';

const CANVAS = { width: 512, height: 512 };
const [RIGHT_HIP, LEFT_HIP, WRIST] = [8, 11, 4];

function poseWithMidHip(): Pose {
  const person = presetPerson('standing', CANVAS);
  const { x, y } = middle(person);
  return { ...CANVAS, people: [{ ...person, midHip: { x: x + 3, y: y - 2, confidence: 0.5 } }] };
}

function middle({ body }: Person): { x: number; y: number } {
  const [right, left] = [body[RIGHT_HIP], body[LEFT_HIP]];
  if (!right || !left) throw new Error('no hips');
  return { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 };
}

/** The way from the middle of the hips to the point between them. */
function offset({ people: [person] }: Pose): { x: number; y: number } {
  if (!person?.midHip) throw new Error('no mid-hip');
  const { x, y } = middle(person);
  return { x: person.midHip.x - x, y: person.midHip.y - y };
}

describe('the point between the hips', () => {
  const pose = poseWithMidHip();

  it.each<[string, Pose, { x: number; y: number }]>([
    ['people that move', transformPeople(pose, [0], translation({ x: 40, y: -9 })), { x: 3, y: -2 }],
    ['people that are mirrored', mirrorPeople(pose, [0]), { x: -3, y: -2 }],
    ['the canvas', resizeCanvas(pose, { width: 1024, height: 1024 }, 'fit'), { x: 6, y: -4 }],
    [
      'a hip that is dragged',
      dragKeypoint(pose, { person: 0, joint: 8 }, { x: 200, y: 300 }, 'joint'),
      { x: 3, y: -2 },
    ],
    [
      'a neck that takes all along',
      dragKeypoint(pose, { person: 0, joint: 1 }, { x: 300, y: 90 }, 'limb'),
      { x: 3, y: -2 },
    ],
  ])('goes along with %s, as sure as before', (_, changed, expected) => {
    expect(changed).not.toBe(pose);
    expect(offset(changed).x).toBeCloseTo(expected.x, 6);
    expect(offset(changed).y).toBeCloseTo(expected.y, 6);
    expect(changed.people[0]?.midHip?.confidence).toBe(0.5);
  });

  it('stays where the hips stay', () => {
    const waved = dragKeypoint(pose, { person: 0, joint: WRIST }, { x: 100, y: 100 }, 'stretchless');
    expect(waved.people[0]?.midHip).toBe(pose.people[0]?.midHip);
  });
});
