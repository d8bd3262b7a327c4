import type { PoseTable } from '../types.ts';

/** On the floor or a bed. */
export const LYING = {
  'lying-on-back': {
    label: 'Lying on the back',
    words: 'lie sleep bed rest floor supine',
    above: 16,
    people: [
      {
        tilt: [75, -90, 0],
        head: [6, 0, 0],
        rightLeg: [4, 0, 3, 0],
        leftLeg: [4, 0, 3, 0],
        rightArm: [22, 0, 20, 0],
        leftArm: [22, 0, 20, 0],
      },
    ],
  },
  'lying-knee-up': {
    label: 'Lying, one knee up',
    words: 'lie back relax grass dream hands behind head',
    above: 14,
    people: [
      {
        tilt: [70, -90, 0],
        head: [14, 0, 0],
        rightLeg: [52, 90, 42, -90],
        leftLeg: [3, 0, 2, 0],
        rightArm: { to: 'rightEar', by: [-0.02, 0.02, -0.08], bend: [-1, 0.3, 0.1] },
        leftArm: { to: 'leftEar', by: [0.02, 0.02, -0.08], bend: [1, 0.3, 0.1] },
      },
    ],
  },
  'lying-from-above': {
    label: 'Lying, seen from above',
    words: 'lie starfish snow angel bed top',
    above: 84,
    people: [
      {
        tilt: [0, -90, 0],
        rightArm: [118, 0, 132, 0],
        leftArm: [70, 0, 100, 0],
        rightLeg: [20, 0, 18, 0],
        leftLeg: [26, 0, 2, 180],
        head: [0, 0, 8],
      },
    ],
  },
  'lying-on-belly': {
    label: 'Lying on the belly, propped up',
    words: 'lie front read elbows beach feet up',
    turned: 62,
    above: 8,
    people: [
      {
        tilt: [0, 88, 0],
        spine: [-34, 0, 0],
        head: [-30, 0, 0],
        rightLeg: [2, 0, 84, -90],
        leftLeg: [2, 0, 56, -90],
        rightArm: [64, 86, 138, 104],
        leftArm: [64, 86, 138, 104],
      },
    ],
  },
  'lying-prone': {
    label: 'Lying face down',
    words: 'lie prone asleep exhausted flat floor',
    above: 30,
    people: [
      {
        tilt: [68, 90, 0],
        head: [-6, 0, -72],
        rightArm: [112, 0, 172, 60],
        leftArm: [30, 0, 26, 0],
        rightLeg: [10, 0, 8, 0],
        leftLeg: [32, 10, 8, 180],
      },
    ],
  },
  'lying-on-side': {
    label: 'Lying on the side',
    words: 'lie side propped head hand pose odalisque',
    above: 10,
    people: [
      {
        tilt: [0, 0, 82],
        spine: [0, -26, 0],
        head: [0, -14, 0],
        leftArm: { to: 'leftEar', by: [0.05, 0.0, 0.04], bend: [0.5, 1, 0.2] },
        rightArm: { to: 'rightHip', by: [-0.1, -0.04, 0.05], bend: [-1, 0.2, 0.2] },
        leftLeg: [3, 90, 10, -90],
        rightLeg: [22, 80, 24, -90],
      },
    ],
  },
  sleeping: {
    label: 'Curled up asleep',
    words: 'sleep fetal bed nap curled side',
    above: 24,
    people: [
      {
        tilt: [0, 0, 90],
        spine: [34, 0, 0],
        head: [22, 0, 0],
        leftArm: [70, 80, 142, 110],
        rightArm: [50, 86, 118, 104],
        leftLeg: [88, 88, 16, -90],
        rightLeg: [78, 90, 26, -90],
      },
    ],
  },
  'legs-up-wall': {
    label: 'Lying, legs up',
    words: 'lie legs wall rest raise',
    turned: 78,
    above: 8,
    people: [
      {
        tilt: [0, -90, 0],
        head: [8, 0, 0],
        rightLeg: [86, 90, 82, 90],
        leftLeg: [82, 90, 78, 90],
        rightArm: [28, 0, 26, 0],
        leftArm: [28, 0, 26, 0],
      },
    ],
  },
} as const satisfies PoseTable;
