import type { PoseTable } from '../types.ts';

/** From behind, from the side, from above and below. */
export const VIEWS = {
  'standing-back': {
    label: 'Standing, from behind',
    words: 'back rear view away',
    turned: 180,
    people: [{}],
  },
  'standing-side': {
    label: 'Standing, from the side',
    words: 'profile side view left',
    turned: 90,
    people: [{ rightArm: [7, 60, 12, 85], leftArm: [4, 60, 12, 85], rightLeg: [2, 90, 2, -90] }],
  },
  'standing-three-quarter': {
    label: 'Standing, three-quarter',
    words: 'turned angle side',
    turned: -40,
    people: [{ head: [0, 0, 14], leftLeg: [10, 60, 4, -40] }],
  },
  'standing-three-quarter-back': {
    label: 'Three-quarter, from behind',
    words: 'back rear turned away angle',
    turned: 142,
    people: [{ rightLeg: [8, 60, 4, -40] }],
  },
  'looking-back': {
    label: 'Looking back',
    words: 'over shoulder turn glance behind back',
    turned: 150,
    people: [
      {
        spine: [0, 0, -22],
        head: [2, 4, -62],
        rightLeg: [12, 90, 4, 90],
        leftLeg: [6, -90, 16, -90],
        rightArm: [14, -30, 18, 40],
      },
    ],
  },
  'walking-away': {
    label: 'Walking away',
    words: 'walk leave back rear street',
    turned: 166,
    people: [
      {
        rightLeg: [22, 90, 10, 90],
        leftLeg: [10, -90, 34, -90],
        rightArm: [22, -70, 10, -40],
        leftArm: [18, 80, 36, 95],
      },
    ],
  },
  'hands-on-hips-back': {
    label: 'Hands on hips, from behind',
    words: 'back akimbo look view horizon hero',
    turned: 180,
    people: [
      {
        rightArm: { to: 'rightHip', by: [-0.07, 0.1, -0.01], bend: [-1, -0.1, -0.35] },
        leftArm: { to: 'leftHip', by: [0.07, 0.1, -0.01], bend: [1, -0.1, -0.35] },
        rightLeg: [13, 0, 10, 0],
        leftLeg: [13, 0, 10, 0],
      },
    ],
  },
  'arms-spread-back': {
    label: 'Arms spread, from behind',
    words: 'freedom back mountain view sky open',
    turned: 180,
    people: [
      {
        head: [-12, 0, 0],
        rightArm: [112, 0, 116, 0],
        leftArm: [112, 0, 116, 0],
        rightLeg: [8, 0, 6, 0],
        leftLeg: [8, 0, 6, 0],
      },
    ],
  },
  'sitting-back': {
    label: 'Sitting, from behind',
    words: 'back sit floor view lake sunset',
    turned: 172,
    people: [
      {
        spine: [8, 0, 0],
        rightLeg: [84, 28, 94, 156],
        leftLeg: [84, 28, 96, 138],
        rightArm: [34, -20, 18, -20],
        leftArm: [34, -20, 18, -20],
      },
    ],
  },
  'couple-back': {
    label: 'Couple, from behind',
    words: 'back two love hands sunset view',
    turned: 180,
    people: [
      { at: [-0.27, 0], head: [0, 6, 22], leftArm: [14, 0, 16, 40], rightArm: [8, 0, 12, 50] },
      {
        at: [0.27, 0],
        size: 0.94,
        spine: [0, -4, 0],
        head: [0, -10, -6],
        rightArm: { of: 0, to: 'leftWrist', by: [0.02, -0.02, 0], bend: [-0.3, -0.3, -1] },
      },
    ],
  },
  'from-below': {
    label: 'Seen from below',
    words: 'low angle giant hero camera worm',
    above: -34,
    turned: 16,
    people: [
      {
        rightArm: { to: 'rightHip', by: [-0.07, 0.1, 0.03], bend: [-1, -0.1, -0.35] },
        leftArm: [16, 10, 18, 50],
        rightLeg: [15, 0, 12, 0],
        leftLeg: [15, 20, 10, 0],
      },
    ],
  },
  'from-above': {
    label: 'Seen from above',
    words: 'high angle bird camera look up',
    above: 46,
    turned: 20,
    people: [{ head: [-26, 0, 0], rightLeg: [8, 0, 4, 0], leftLeg: [10, 40, 4, 0] }],
  },
} as const satisfies PoseTable;
