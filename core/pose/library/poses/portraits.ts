import type { PoseTable } from '../types.ts';

/** Heads and shoulders. */
export const PORTRAITS = {
  'portrait-front': {
    label: 'Portrait from the front',
    words: 'face headshot passport close-up bust',
    crop: 'chest',
    people: [{}],
  },
  'portrait-three-quarter': {
    label: 'Three-quarter portrait',
    words: 'face headshot close-up bust classic',
    crop: 'chest',
    turned: 35,
    people: [{ head: [0, 3, 4] }],
  },
  'portrait-profile': {
    label: 'Profile',
    words: 'face side headshot close-up silhouette',
    crop: 'chest',
    turned: 88,
    people: [{}],
  },
  'portrait-looking-up': {
    label: 'Looking up',
    words: 'face hope dream sky close-up',
    crop: 'chest',
    turned: 24,
    people: [{ spine: [-6, 0, 0], head: [-30, 4, 4] }],
  },
  'portrait-looking-down': {
    label: 'Looking down',
    words: 'face sad shy modest close-up',
    crop: 'chest',
    turned: -22,
    people: [{ spine: [6, 0, 0], head: [30, -4, 0] }],
  },
  'portrait-tilted': {
    label: 'Head tilted',
    words: 'face curious cute close-up listen',
    crop: 'chest',
    turned: 10,
    people: [{ spine: [0, -6, 0], head: [4, 18, -10] }],
  },
  'portrait-over-shoulder': {
    label: 'Looking over the shoulder',
    words: 'face back turn glance close-up',
    crop: 'chest',
    turned: 128,
    people: [{ spine: [0, 0, -12], head: [2, 4, -64] }],
  },
  'portrait-chin-on-hand': {
    label: 'Chin on the hand',
    words: 'face hand bored table elbow close-up',
    crop: 'waist',
    turned: 14,
    people: [
      {
        spine: [20, 0, 0],
        head: [-8, -12, -8],
        rightArm: { to: 'nose', by: [-0.06, -0.15, 0.01], bend: [-0.3, -1, 0.5] },
        rightHand: { shape: 'relaxed', palm: [0.7, 0, -0.5], along: [-0.1, 1, -0.1] },
        leftArm: [34, 70, 88, 146],
      },
    ],
  },
  'portrait-hands-on-cheeks': {
    label: 'Hands on the cheeks',
    words: 'face surprised shocked scream cute close-up',
    crop: 'waist',
    people: [
      {
        rightArm: { to: 'nose', by: [-0.1, -0.13, 0.02], bend: [-0.8, -1, 0.2] },
        leftArm: { to: 'nose', by: [0.1, -0.13, 0.02], bend: [0.8, -1, 0.2] },
        rightHand: { shape: 'flat', palm: [1, 0, -0.2], along: [0.05, 1, 0] },
        leftHand: { shape: 'flat', palm: [-1, 0, -0.2], along: [-0.05, 1, 0] },
      },
    ],
  },
  'portrait-arms-crossed': {
    label: 'Business portrait',
    words: 'arms crossed manager confident half length',
    crop: 'waist',
    turned: -20,
    people: [
      {
        head: [0, 0, 12],
        rightArm: { to: 'leftShoulder', by: [-0.03, -0.2, 0.16], bend: [-0.9, -0.8, 0.3] },
        leftArm: { to: 'rightShoulder', by: [0.06, -0.29, 0.13], bend: [0.9, -0.8, 0.3] },
      },
    ],
  },
  'portrait-two': {
    label: 'Two heads together',
    words: 'couple friends selfie close-up faces two',
    crop: 'chest',
    people: [
      { at: [-0.19, 0], spine: [0, 8, 0], head: [0, 12, 6], tilt: [10, 0, 0] },
      { at: [0.19, 0.08], spine: [0, -8, 0], head: [0, -12, -6], tilt: [-10, 0, 0], size: 0.96 },
    ],
  },
} as const satisfies PoseTable;
