import type { PoseTable } from '../types.ts';

/** What people do all day. */
export const EVERYDAY = {
  'reading-book': {
    label: 'Reading a book',
    words: 'book read study page magazine',
    crop: 'knees',
    turned: 22,
    people: [
      {
        head: [24, 0, 0],
        rightArm: { to: 'neck', by: [-0.1, -0.25, 0.3], bend: [-1, -1, -0.2] },
        leftArm: { to: 'neck', by: [0.1, -0.25, 0.3], bend: [1, -1, -0.2] },
        rightHand: { shape: 'relaxed', palm: [0.6, 0.5, -0.5], along: [0.1, 0.8, 0.6] },
        leftHand: { shape: 'relaxed', palm: [-0.6, 0.5, -0.5], along: [-0.1, 0.8, 0.6] },
      },
    ],
  },
  'looking-at-phone': {
    label: 'Looking at a phone',
    words: 'phone text scroll smartphone mobile',
    turned: -30,
    people: [
      {
        spine: [5, 0, 0],
        head: [26, 0, 0],
        rightArm: { to: 'neck', by: [-0.03, -0.18, 0.3], bend: [-0.8, -1, -0.2] },
        leftArm: { to: 'leftHip', by: [0.07, -0.05, 0.07], bend: [0.8, 0, -1] },
        leftLeg: [10, 40, 6, 0],
      },
    ],
  },
  'phone-call': {
    label: 'On the phone',
    words: 'call telephone talk ear mobile',
    crop: 'knees',
    turned: 14,
    people: [
      {
        head: [4, -8, -6],
        rightArm: { to: 'rightEar', by: [-0.06, -0.12, 0.07], bend: [-0.9, -1, 0.1] },
        rightHand: { shape: 'grip', palm: [1, 0, 0], along: [0.1, 1, -0.2] },
        leftArm: { to: 'leftHip', by: [0.07, 0.1, 0.03], bend: [1, -0.1, -0.35] },
      },
    ],
  },
  selfie: {
    label: 'Taking a selfie',
    words: 'phone photo selfie camera arm',
    crop: 'knees',
    people: [
      {
        tilt: [0, 0, 3],
        spine: [0, 6, -6],
        head: [-4, 10, -8],
        rightArm: [104, 46, 126, 60],
        rightHand: { shape: 'grip', palm: [0.4, 0, -1] },
        leftArm: [34, 20, 156, 40],
        leftHand: { shape: 'peace', palm: [0, 0, 1], along: [0.1, 1, 0] },
      },
    ],
  },
  photographing: {
    label: 'Taking a photograph',
    words: 'camera photo photographer shoot lens',
    turned: 26,
    people: [
      {
        spine: [8, 0, 0],
        rightArm: { to: 'nose', by: [-0.08, -0.02, 0.12], bend: [-1, -0.8, 0.1] },
        leftArm: { to: 'nose', by: [0.02, -0.07, 0.14], bend: [0.35, -1, 0.1] },
        rightLeg: [12, -30, 10, -40],
        leftLeg: [18, 50, 4, -60],
      },
    ],
  },
  drinking: {
    label: 'Drinking',
    words: 'drink cup coffee tea glass mug',
    crop: 'waist',
    turned: 24,
    people: [
      {
        head: [-10, 0, 0],
        rightArm: { to: 'nose', by: [-0.07, -0.08, 0.13], bend: [-0.5, -1, 0.3] },
        rightHand: { shape: 'grip', palm: [0.9, 0, -0.3], along: [0.4, 0.4, 0.2] },
      },
    ],
  },
  'checking-watch': {
    label: 'Looking at the watch',
    words: 'watch time late wait clock wrist',
    crop: 'knees',
    people: [
      {
        head: [22, 0, 10],
        leftArm: [36, 30, 94, 150],
        rightArm: [12, 10, 18, 60],
      },
    ],
  },
  'carrying-box': {
    label: 'Carrying a box',
    words: 'carry box move parcel heavy deliver',
    turned: 46,
    people: [
      {
        tilt: [0, -5, 0],
        spine: [-2, 0, 0],
        rightArm: { to: 'neck', by: [-0.2, -0.38, 0.34], bend: [-1, -0.4, -0.6] },
        leftArm: { to: 'neck', by: [0.2, -0.38, 0.34], bend: [1, -0.4, -0.6] },
        leftLeg: [20, 90, 6, 90],
        rightLeg: [6, -90, 26, -90],
      },
    ],
  },
  pushing: {
    label: 'Pushing',
    words: 'push heavy wall cart force shove',
    turned: 80,
    people: [
      {
        tilt: [0, 34, 0],
        spine: [4, 0, 0],
        head: [-16, 0, 0],
        rightArm: [58, 90, 62, 92],
        leftArm: [60, 90, 66, 92],
        rightLeg: [70, 90, 14, -90],
        leftLeg: [8, -90, 12, -90],
      },
    ],
  },
  pulling: {
    label: 'Pulling a rope',
    words: 'pull rope tug war drag heavy',
    turned: 78,
    people: [
      {
        tilt: [0, -28, 0],
        spine: [4, 0, 0],
        head: [8, 0, 0],
        rightArm: [74, 88, 82, 92],
        leftArm: [62, 88, 90, 92],
        rightLeg: [42, 88, 46, 90],
        leftLeg: [66, 86, 10, 90],
      },
    ],
  },
  sweeping: {
    label: 'Sweeping',
    words: 'broom sweep clean mop rake floor',
    turned: 28,
    people: [
      {
        spine: [18, 0, -12],
        head: [16, 0, 0],
        rightArm: { to: 'neck', by: [-0.05, -0.36, 0.36], bend: [-1, -0.3, -0.3] },
        leftArm: { to: 'neck', by: [0.06, -0.08, 0.34], bend: [1, -0.6, 0] },
        rightLeg: [18, 40, 10, -60],
        leftLeg: [12, -20, 14, -60],
      },
    ],
  },
  'playing-guitar': {
    label: 'Playing the guitar',
    words: 'guitar music band strum bass musician',
    crop: 'knees',
    people: [
      {
        head: [16, 0, 22],
        leftArm: { to: 'leftShoulder', by: [0.2, -0.18, 0.22], bend: [0.6, -1, -0.2] },
        leftHand: { shape: 'grip', palm: [-0.2, 0.7, -0.6], along: [0.1, 0.8, 0.3] },
        rightArm: { to: 'neck', by: [-0.06, -0.36, 0.2], bend: [-1, -0.1, 0] },
        rightHand: { shape: 'relaxed', palm: [0, 0, -1], along: [0.7, -0.6, 0.1] },
      },
    ],
  },
  'playing-violin': {
    label: 'Playing the violin',
    words: 'violin fiddle music bow orchestra',
    crop: 'knees',
    people: [
      {
        head: [8, 14, 32],
        leftArm: { to: 'leftShoulder', by: [0.2, 0.02, 0.34], bend: [0.3, -1, 0.1] },
        leftHand: { shape: 'grip', palm: [-0.8, 0.4, -0.3], along: [0, 1, 0.2] },
        rightArm: { to: 'leftShoulder', by: [-0.14, 0.0, 0.26], bend: [-1, -0.2, 0.1] },
        rightHand: { shape: 'grip', palm: [0.3, -1, 0], along: [0.8, -0.2, 0.4] },
      },
    ],
  },
  singing: {
    label: 'Singing',
    words: 'sing microphone karaoke concert stage',
    people: [
      {
        spine: [-4, 6, 0],
        head: [-10, 4, -6],
        rightArm: { to: 'nose', by: [-0.04, -0.13, 0.12], bend: [-0.9, -0.7, 0.1] },
        leftArm: [74, 30, 104, 30],
        leftHand: { shape: 'open', palm: [0, 1, 0.4] },
        rightLeg: [10, 0, 6, 0],
        leftLeg: [14, 30, 6, -40],
      },
    ],
  },
  painting: {
    label: 'Painting at an easel',
    words: 'paint artist easel brush draw canvas',
    turned: 55,
    people: [
      {
        head: [2, 0, 0],
        rightArm: [60, 80, 100, 90],
        leftArm: [18, 30, 86, 96],
        rightLeg: [14, 70, 4, -60],
        leftLeg: [8, -50, 8, -60],
      },
    ],
  },
  cooking: {
    label: 'Stirring a pot',
    words: 'cook kitchen stir chef pan food',
    turned: 34,
    people: [
      {
        spine: [8, 0, 0],
        head: [22, 0, 0],
        rightArm: { to: 'neck', by: [-0.04, -0.34, 0.36], bend: [-1, -0.3, -0.2] },
        leftArm: { to: 'neck', by: [0.2, -0.42, 0.3], bend: [1, -0.3, -0.6] },
      },
    ],
  },
  umbrella: {
    label: 'Holding an umbrella',
    words: 'umbrella rain walk hold lantern',
    turned: -30,
    people: [
      {
        rightArm: [22, 40, 136, 96],
        leftArm: [10, 20, 16, 60],
        rightLeg: [16, 90, 4, 90],
        leftLeg: [6, -90, 22, -90],
      },
    ],
  },
  'opening-door': {
    label: 'Knocking at a door',
    words: 'door knock open visit enter',
    turned: 66,
    people: [
      {
        rightArm: [52, 84, 128, 96],
        leftArm: [8, 10, 12, 60],
        leftLeg: [10, 90, 4, -90],
        rightLeg: [6, -90, 10, -90],
      },
    ],
  },
  yawning: {
    label: 'Stretching and yawning',
    words: 'tired morning yawn stretch wake',
    people: [
      {
        spine: [-8, 8, 0],
        head: [-14, 10, 0],
        rightArm: [148, 10, 158, 150],
        leftArm: [128, 0, 150, 170],
        rightLeg: [6, 0, 4, 0],
        leftLeg: [12, 30, 8, -20],
      },
    ],
  },
  'fixing-hair': {
    label: 'Hands in the hair',
    words: 'hair ponytail fix model glamour arms',
    crop: 'knees',
    turned: -18,
    people: [
      {
        tilt: [0, 0, 4],
        spine: [-4, -8, 0],
        head: [4, -8, 10],
        rightArm: { to: 'rightEar', by: [0.04, 0.1, -0.05], bend: [-1, 0.15, 0.3] },
        leftArm: { to: 'leftEar', by: [0.0, 0.06, -0.08], bend: [1, 0.05, 0.3] },
      },
    ],
  },
} as const satisfies PoseTable;
