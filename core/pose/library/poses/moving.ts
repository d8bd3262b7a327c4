import type { PoseTable } from '../types.ts';

/** Walking, running and jumping. */
export const MOVING = {
  walking: {
    label: 'Walking',
    words: 'walk stroll step three quarter',
    turned: -40,
    people: [
      {
        spine: [3, 0, -6],
        head: [0, 0, 4],
        rightLeg: [26, 90, 14, 90],
        leftLeg: [12, -90, 38, -90],
        rightArm: [26, -80, 12, -60],
        leftArm: [20, 80, 42, 95],
      },
    ],
  },
  'walking-front': {
    label: 'Walking towards you',
    words: 'walk catwalk runway model front',
    people: [
      {
        tilt: [0, 0, -3],
        spine: [2, 5, -8],
        head: [0, -2, 6],
        rightLeg: [24, 100, 10, 110],
        leftLeg: [12, -100, 40, -95],
        rightArm: [20, -50, 10, 0],
        leftArm: [20, 70, 40, 95],
      },
    ],
  },
  'walking-side': {
    label: 'Walking, from the side',
    words: 'walk profile step stride',
    turned: 90,
    people: [
      {
        spine: [3, 0, 0],
        rightLeg: [26, 90, 12, 90],
        leftLeg: [14, -90, 40, -90],
        rightArm: [28, -88, 8, -90],
        leftArm: [22, 88, 46, 90],
      },
    ],
  },
  strolling: {
    label: 'Strolling, hands in pockets',
    words: 'walk casual pockets slow street',
    turned: -32,
    people: [
      {
        spine: [3, 0, 0],
        head: [8, 0, 6],
        leftLeg: [20, 90, 10, 90],
        rightLeg: [10, -90, 30, -90],
        rightArm: { to: 'rightHip', by: [-0.08, -0.05, 0.06], bend: [-0.7, 0, -1] },
        leftArm: { to: 'leftHip', by: [0.08, -0.05, 0.06], bend: [0.7, 0, -1] },
      },
    ],
  },
  running: {
    label: 'Running',
    words: 'run jog sprint fast three quarter',
    turned: 52,
    people: [
      {
        tilt: [0, 8, 0],
        spine: [8, 0, -14],
        head: [-8, 0, 6],
        rightLeg: [62, 88, 4, -90],
        leftLeg: [24, -88, 92, -90],
        rightArm: [52, -76, 52, 96],
        leftArm: [40, 76, 125, 106],
        raised: 0.05,
      },
    ],
  },
  sprinting: {
    label: 'Sprinting, from the side',
    words: 'run race fast athlete profile',
    turned: 90,
    people: [
      {
        tilt: [0, 14, 0],
        spine: [4, 0, 0],
        head: [-12, 0, 0],
        rightLeg: [32, -88, 88, -90],
        leftLeg: [86, 88, 4, -90],
        rightArm: [46, 88, 130, 96],
        leftArm: [62, -84, 30, 88],
        raised: 0.08,
      },
    ],
  },
  'running-front': {
    label: 'Running towards you',
    words: 'run jog front chase',
    people: [
      {
        tilt: [0, 8, 0],
        spine: [6, 0, 12],
        head: [-6, 0, -8],
        rightLeg: [14, -92, 88, -96],
        leftLeg: [66, 92, 6, -90],
        rightArm: [36, 62, 118, 118],
        leftArm: [48, -50, 34, 80],
        raised: 0.05,
      },
    ],
  },
  marching: {
    label: 'Marching',
    words: 'march parade soldier knee up',
    turned: 60,
    people: [
      {
        rightLeg: [82, 90, 4, -90],
        leftLeg: [2, 0, 0, 0],
        rightArm: [30, -88, 18, -88],
        leftArm: [62, 88, 88, 92],
      },
    ],
  },
  sneaking: {
    label: 'Sneaking',
    words: 'sneak stealth creep tiptoe thief',
    turned: 62,
    people: [
      {
        tilt: [0, 10, 0],
        spine: [30, 0, 0],
        head: [-22, 0, 0],
        rightLeg: [70, 86, 14, -90],
        leftLeg: [22, 90, 50, -90],
        rightArm: [38, 80, 118, 98],
        leftArm: [62, 80, 128, 92],
      },
    ],
  },
  jumping: {
    label: 'Jumping for joy',
    words: 'jump star leap happy air',
    people: [
      {
        head: [-8, 0, 0],
        rightArm: [138, 0, 148, 0],
        leftArm: [138, 0, 148, 0],
        rightLeg: [36, 0, 26, 0],
        leftLeg: [36, 0, 26, 0],
        raised: 0.35,
      },
    ],
  },
  'jumping-tuck': {
    label: 'Jumping, knees up',
    words: 'jump tuck high air happy',
    turned: 58,
    people: [
      {
        spine: [10, 0, 0],
        head: [-12, 0, 0],
        rightArm: [148, 20, 165, 40],
        leftArm: [148, 20, 165, 40],
        rightLeg: [80, 74, 62, -84],
        leftLeg: [70, 74, 74, -84],
        raised: 0.45,
      },
    ],
  },
  leaping: {
    label: 'Leaping over something',
    words: 'leap hurdle bound jump parkour',
    turned: 80,
    people: [
      {
        tilt: [0, 10, 0],
        spine: [12, 0, 0],
        head: [-14, 0, 0],
        rightLeg: [92, 84, 74, 90],
        leftLeg: [66, -80, 96, -92],
        rightArm: [50, -70, 62, -40],
        leftArm: [84, 84, 100, 92],
        raised: 0.4,
      },
    ],
  },
  'climbing-stairs': {
    label: 'Climbing stairs',
    words: 'stairs steps up climb walk',
    turned: 70,
    people: [
      {
        tilt: [0, 6, 0],
        spine: [10, 0, 0],
        head: [-4, 0, 0],
        rightLeg: [68, 90, 8, -90],
        leftLeg: [8, -90, 18, -90],
        rightArm: [20, -70, 18, 80],
        leftArm: [46, 80, 80, 92],
      },
    ],
  },
  falling: {
    label: 'Falling',
    words: 'fall drop backwards air flail',
    turned: 70,
    people: [
      {
        tilt: [0, -52, 0],
        spine: [16, 0, 0],
        head: [14, 0, 0],
        rightLeg: [62, 84, 30, 90],
        leftLeg: [36, 88, 12, -90],
        rightArm: [108, 50, 128, 70],
        leftArm: [82, 20, 110, 60],
        raised: 0.35,
      },
    ],
  },
} as const satisfies PoseTable;
