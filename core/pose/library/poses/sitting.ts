import type { PoseTable } from '../types.ts';

/** On a chair, a step or the floor. */
export const SITTING = {
  sitting: {
    label: 'Sitting on a chair',
    words: 'sit seat chair front hands on knees',
    above: 14,
    people: [
      {
        rightLeg: [86, 78, 2, 90],
        leftLeg: [86, 78, 2, 90],
        rightArm: { to: 'rightKnee', by: [0.0, 0.08, -0.08], bend: [-1, -0.3, -0.5] },
        leftArm: { to: 'leftKnee', by: [0.0, 0.08, -0.08], bend: [1, -0.3, -0.5] },
      },
    ],
  },
  'sitting-side': {
    label: 'Sitting, from the side',
    words: 'sit chair profile upright',
    turned: 90,
    people: [
      {
        rightLeg: [88, 90, 2, 90],
        leftLeg: [88, 86, 6, 90],
        rightArm: { to: 'rightKnee', by: [0, 0.09, -0.12], bend: [-0.3, -0.6, -1] },
        leftArm: { to: 'leftKnee', by: [0, 0.09, -0.16], bend: [0.3, -0.6, -1] },
      },
    ],
  },
  'sitting-legs-crossed': {
    label: 'Sitting, legs crossed',
    words: 'sit chair elegant interview knee over',
    turned: 38,
    above: 10,
    people: [
      {
        spine: [-4, 0, 0],
        head: [0, 4, -10],
        leftLeg: [86, 90, 4, -90],
        rightLeg: [80, 118, 26, 100],
        rightArm: { to: 'rightKnee', by: [-0.02, 0.07, -0.04], bend: [-1, -0.4, -0.4] },
        leftArm: { to: 'rightKnee', by: [0.06, 0.08, -0.12], bend: [1, -0.5, -0.2] },
      },
    ],
  },
  'sitting-ankle-on-knee': {
    label: 'Sitting, ankle on the knee',
    words: 'sit figure four relaxed chair man',
    above: 10,
    people: [
      {
        spine: [-8, 0, 0],
        leftLeg: [86, 76, 2, 90],
        rightLeg: { to: 'leftKnee', by: [-0.05, 0.1, 0.03], bend: [-1, 0.3, 0.45] },
        rightArm: [32, 10, 62, 95],
        leftArm: { to: 'leftKnee', by: [0.02, 0.1, -0.2], bend: [1, -0.4, -0.5] },
      },
    ],
  },
  'sitting-thinker': {
    label: 'Sitting, chin on the hand',
    words: 'thinker sit ponder rodin sad elbow knee',
    turned: 60,
    people: [
      {
        spine: [44, 0, 0],
        head: [2, 0, 0],
        rightLeg: [88, 84, 8, -90],
        leftLeg: [84, 80, 12, 90],
        rightArm: { to: 'nose', by: [0, -0.13, 0.0], bend: [-0.3, -1, 0.35] },
        leftArm: { to: 'leftKnee', by: [-0.04, 0.07, 0], bend: [1, -0.2, -0.4] },
      },
    ],
  },
  'sitting-elbows-on-knees': {
    label: 'Sitting, leaning forward',
    words: 'sit elbows knees tired bench player',
    above: 8,
    turned: 15,
    people: [
      {
        spine: [46, 0, 0],
        head: [-14, 0, 0],
        rightLeg: [84, 66, 4, 90],
        leftLeg: [84, 66, 4, 90],
        rightArm: [44, 74, 66, 128],
        leftArm: [44, 74, 66, 128],
      },
    ],
  },
  'sitting-desk': {
    label: 'Working at a desk',
    words: 'sit type computer keyboard office table write',
    turned: 62,
    people: [
      {
        spine: [8, 0, 0],
        head: [12, 0, 0],
        rightLeg: [86, 88, 4, -90],
        leftLeg: [86, 84, 4, 90],
        rightArm: [24, 80, 84, 96],
        leftArm: [24, 80, 84, 96],
      },
    ],
  },
  'sitting-lounging': {
    label: 'Lounging in an armchair',
    words: 'sit sofa relax couch slouch armchair',
    turned: 50,
    people: [
      {
        tilt: [0, -20, 0],
        spine: [8, 0, 0],
        head: [10, 0, -6],
        rightLeg: [68, 84, 10, 90],
        leftLeg: [72, 76, 34, 90],
        rightArm: [46, 10, 84, 72],
        leftArm: [52, 0, 84, 70],
      },
    ],
  },
  'cross-legged': {
    label: 'Cross-legged on the floor',
    words: 'sit floor lotus indian tailor',
    above: 14,
    people: [
      {
        rightLeg: [84, 28, 94, 156],
        leftLeg: [84, 28, 96, 138],
        rightArm: { to: 'rightKnee', by: [0.03, 0.08, -0.03], bend: [-1, -0.4, -0.5] },
        leftArm: { to: 'leftKnee', by: [-0.03, 0.08, -0.03], bend: [1, -0.4, -0.5] },
      },
    ],
  },
  meditating: {
    label: 'Meditating',
    words: 'yoga lotus zen calm sit floor',
    above: 12,
    people: [
      {
        head: [6, 0, 0],
        rightLeg: [86, 28, 96, 152],
        leftLeg: [84, 28, 92, 142],
        rightArm: [24, 20, 60, 46],
        leftArm: [24, 20, 60, 46],
      },
    ],
  },
  'hugging-knees': {
    label: 'Hugging the knees',
    words: 'sit floor sad lonely curled knees',
    turned: 55,
    people: [
      {
        spine: [30, 0, 0],
        head: [12, 0, 0],
        rightLeg: [138, 88, 32, 90],
        leftLeg: [138, 92, 32, 90],
        rightArm: { to: 'rightAnkle', by: [0.1, 0.2, 0.08], bend: [-1, 0, -0.2] },
        leftArm: { to: 'leftAnkle', by: [-0.08, 0.17, 0.1], bend: [1, 0, -0.2] },
      },
    ],
  },
  'sitting-legs-out': {
    label: 'Sitting, legs stretched out',
    words: 'sit floor beach lean back relax',
    turned: 72,
    people: [
      {
        tilt: [0, -22, 0],
        spine: [6, 0, 0],
        head: [4, 0, -8],
        rightLeg: [66, 88, 70, 90],
        leftLeg: [88, 86, 18, 90],
        rightArm: [40, -60, 26, -70],
        leftArm: [40, -60, 26, -70],
      },
    ],
  },
  'side-sitting': {
    label: 'Sitting, legs to the side',
    words: 'mermaid sit floor feminine picnic',
    above: 16,
    people: [
      {
        tilt: [0, 0, -10],
        spine: [4, 16, 0],
        head: [0, 4, 0],
        rightLeg: [78, 66, 92, 186],
        leftLeg: [82, 112, 74, -22],
        rightArm: [24, 0, 10, 0],
        leftArm: { to: 'leftKnee', by: [0.02, 0.08, -0.08], bend: [1, -0.3, -0.4] },
      },
    ],
  },
} as const satisfies PoseTable;
