import type { PoseTable } from '../types.ts';

/** Sports, gymnastics and yoga. */
export const SPORTS = {
  kicking: {
    label: 'Kicking a ball',
    words: 'kick soccer football ball shoot goal',
    turned: 58,
    people: [
      {
        tilt: [0, -10, -8],
        spine: [8, 0, 12],
        head: [14, 0, 0],
        rightLeg: [70, 92, 62, 92],
        leftLeg: [8, -90, 18, -90],
        rightArm: [46, -70, 30, -80],
        leftArm: [84, 30, 86, 60],
      },
    ],
  },
  'basketball-shot': {
    label: 'Basketball shot',
    words: 'basketball throw jump shoot hoop ball',
    turned: 48,
    people: [
      {
        spine: [-6, 0, 0],
        head: [-20, 0, 0],
        rightArm: [128, 72, 168, 90],
        leftArm: [118, 60, 164, 108],
        rightHand: { shape: 'open', palm: [0, 0.6, 0.8], along: [0, 0.8, -0.5] },
        rightLeg: [6, 90, 18, -90],
        leftLeg: [12, 90, 30, -90],
        raised: 0.3,
      },
    ],
  },
  dribbling: {
    label: 'Dribbling',
    words: 'basketball ball bounce run player',
    turned: 40,
    people: [
      {
        tilt: [0, 8, 0],
        spine: [22, 0, 6],
        head: [-20, 0, 0],
        rightArm: [30, 40, 62, 80],
        leftArm: [56, 30, 84, 100],
        rightLeg: [26, 70, 34, -90],
        leftLeg: [58, 74, 14, -90],
        rightHand: { shape: 'open', palm: [0, -1, 0], along: [-0.2, -0.2, 1] },
      },
    ],
  },
  'tennis-serve': {
    label: 'Tennis serve',
    words: 'tennis racket ball toss serve',
    turned: 50,
    people: [
      {
        spine: [-16, 12, -14],
        head: [-30, 0, 0],
        leftArm: [160, 70, 166, 80],
        rightArm: [96, -30, 156, -60],
        rightLeg: [12, 60, 24, -90],
        leftLeg: [22, 80, 10, -90],
      },
    ],
  },
  'tennis-forehand': {
    label: 'Tennis forehand',
    words: 'tennis racket swing hit ball',
    turned: 20,
    people: [
      {
        tilt: [-18, 4, 0],
        spine: [8, -6, -26],
        head: [4, 0, 26],
        rightArm: [66, -10, 84, 10],
        leftArm: [60, 80, 82, 110],
        rightLeg: [34, 10, 8, -120],
        leftLeg: [30, 60, 16, -100],
      },
    ],
  },
  'baseball-bat': {
    label: 'Batting',
    words: 'baseball bat swing hit home run',
    turned: 14,
    people: [
      {
        spine: [12, 0, -26],
        head: [2, 4, 40],
        rightArm: { to: 'rightShoulder', by: [-0.02, 0.05, 0.16], bend: [-1, -0.1, 0] },
        leftArm: { to: 'rightShoulder', by: [0.02, 0.0, 0.2], bend: [0.6, -0.6, 0.6] },
        rightLeg: [28, 20, 8, -150],
        leftLeg: [30, 30, 10, -140],
      },
    ],
  },
  golfing: {
    label: 'Golf swing, finish',
    words: 'golf club drive swing follow through',
    turned: 24,
    people: [
      {
        tilt: [20, 0, 4],
        spine: [-8, 6, 34],
        head: [0, 0, 24],
        rightArm: { to: 'leftEar', by: [0.12, 0.1, 0.08], bend: [-0.3, -0.2, 1] },
        leftArm: { to: 'leftEar', by: [0.14, 0.06, 0.02], bend: [1, -0.4, -0.2] },
        rightLeg: [18, 130, 30, -110],
        leftLeg: [4, 0, 2, 0],
      },
    ],
  },
  throwing: {
    label: 'Throwing',
    words: 'throw pitch ball javelin baseball',
    turned: 60,
    people: [
      {
        tilt: [0, -10, 0],
        spine: [-6, 0, -24],
        head: [-4, 0, 22],
        rightArm: [92, -30, 160, -50],
        leftArm: [84, 70, 92, 80],
        rightLeg: [10, -60, 24, -90],
        leftLeg: [56, 84, 16, 90],
      },
    ],
  },
  archery: {
    label: 'Drawing a bow',
    words: 'archer bow arrow aim shoot',
    people: [
      {
        head: [0, 0, 72],
        leftArm: [88, 0, 90, 0],
        rightArm: { to: 'rightEye', by: [0.06, -0.11, 0.02], bend: [-1, 0.15, -0.35] },
        rightLeg: [14, 0, 10, 0],
        leftLeg: [14, 0, 10, 0],
      },
    ],
  },
  weightlifting: {
    label: 'Lifting weights overhead',
    words: 'barbell gym strong press olympic',
    people: [
      {
        head: [-4, 0, 0],
        rightArm: [140, 0, 166, 0],
        leftArm: [140, 0, 166, 0],
        rightLeg: [16, 0, 8, 0],
        leftLeg: [16, 0, 8, 0],
      },
    ],
  },
  'barbell-squat': {
    label: 'Barbell squat',
    words: 'gym squat weights legs strong',
    above: 8,
    turned: 35,
    people: [
      {
        spine: [28, 0, 0],
        head: [-16, 0, 0],
        rightLeg: [86, 62, 24, -118],
        leftLeg: [86, 62, 24, -118],
        rightArm: { to: 'rightShoulder', by: [-0.14, 0.03, -0.06], bend: [-0.5, -1, -0.4] },
        leftArm: { to: 'leftShoulder', by: [0.14, 0.03, -0.06], bend: [0.5, -1, -0.4] },
      },
    ],
  },
  lunge: {
    label: 'Side lunge',
    words: 'lunge stretch exercise fitness',
    people: [
      {
        spine: [10, 0, 0],
        head: [-6, 0, 0],
        rightLeg: [54, 4, 56, 2],
        leftLeg: [72, 30, 6, -150],
        rightArm: { to: 'neck', by: [-0.04, -0.2, 0.25], bend: [-1, -0.4, 0] },
        leftArm: { to: 'neck', by: [0.04, -0.2, 0.25], bend: [1, -0.4, 0] },
      },
    ],
  },
  'yoga-tree': {
    label: 'Tree pose',
    words: 'yoga balance one leg vrksasana',
    people: [
      {
        rightLeg: { to: 'leftKnee', by: [-0.05, 0.12, 0.01], bend: [-1, 0.1, 0.2] },
        leftLeg: [1, 0, 1, 0],
        rightArm: { to: 'nose', by: [-0.025, 0.36, -0.08], bend: [-1, 0, 0] },
        leftArm: { to: 'nose', by: [0.025, 0.36, -0.08], bend: [1, 0, 0] },
      },
    ],
  },
  'yoga-warrior': {
    label: 'Warrior',
    words: 'yoga lunge virabhadrasana arms out',
    people: [
      {
        head: [0, 0, 76],
        rightArm: [90, 0, 90, 0],
        leftArm: [90, 0, 90, 0],
        rightLeg: [46, 0, 48, 0],
        leftLeg: [78, 6, 2, 0],
      },
    ],
  },
  'downward-dog': {
    label: 'Downward dog',
    words: 'yoga stretch inverted adho mukha',
    turned: 86,
    people: [
      {
        tilt: [0, 128, 0],
        head: [4, 0, 0],
        rightLeg: [96, 88, 100, 90],
        leftLeg: [94, 88, 98, 90],
        rightArm: [172, 90, 174, 90],
        leftArm: [172, 90, 174, 90],
      },
    ],
  },
  plank: {
    label: 'Plank',
    words: 'push up fitness core press floor exercise',
    turned: 76,
    people: [
      {
        tilt: [0, 68, 0],
        head: [-24, 0, 0],
        rightLeg: [2, 0, 2, 0],
        leftLeg: [2, 0, 2, 0],
        rightArm: [68, 90, 70, 90],
        leftArm: [68, 90, 70, 90],
      },
    ],
  },
  handstand: {
    label: 'Handstand',
    words: 'gymnastics upside down balance acrobat',
    turned: 25,
    people: [
      {
        tilt: [180, 180, 0],
        spine: [-4, 0, 0],
        head: [-30, 0, 0],
        rightArm: [172, 0, 176, 0],
        leftArm: [172, 0, 176, 0],
        rightLeg: [6, 90, 14, -90],
        leftLeg: [24, -90, 10, -90],
      },
    ],
  },
  cartwheel: {
    label: 'Cartwheel',
    words: 'gymnastics wheel acrobat upside down child',
    people: [
      {
        tilt: [0, 0, 150],
        spine: [0, 10, 0],
        rightArm: [146, 0, 150, 0],
        leftArm: [146, 0, 150, 0],
        rightLeg: [46, 0, 44, 0],
        leftLeg: [46, 0, 44, 0],
      },
    ],
  },
  skateboarding: {
    label: 'Skateboarding',
    words: 'skate surf snowboard board ride balance',
    turned: 6,
    people: [
      {
        tilt: [0, 8, 6],
        spine: [22, -10, 10],
        head: [-10, 0, 50],
        rightArm: [78, -10, 64, 10],
        leftArm: [70, 30, 92, 50],
        rightLeg: [48, 26, 18, -140],
        leftLeg: [54, 30, 10, -110],
      },
    ],
  },
  skiing: {
    label: 'Skiing',
    words: 'ski snow downhill winter slope',
    turned: 50,
    people: [
      {
        tilt: [0, 6, 0],
        spine: [38, 0, 0],
        head: [-26, 0, 0],
        rightLeg: [62, 86, 28, -90],
        leftLeg: [62, 86, 28, -90],
        rightArm: [46, 60, 80, 80],
        leftArm: [46, 60, 80, 80],
      },
    ],
  },
  cycling: {
    label: 'Cycling',
    words: 'bike bicycle ride race',
    turned: 82,
    people: [
      {
        tilt: [0, 34, 0],
        spine: [18, 0, 0],
        head: [-36, 0, 0],
        rightLeg: [112, 88, 20, 90],
        leftLeg: [66, 88, 40, 90],
        rightArm: [74, 86, 78, 92],
        leftArm: [74, 86, 78, 92],
        raised: 0.15,
      },
    ],
  },
  'goalkeeper-dive': {
    label: 'Goalkeeper’s dive',
    words: 'soccer football save goalie jump catch ball',
    people: [
      {
        tilt: [10, 0, 58],
        spine: [0, 8, 0],
        head: [0, 4, 10],
        rightArm: [158, 30, 166, 60],
        leftArm: [164, 20, 170, 40],
        rightHand: { shape: 'open', palm: [0, 0.3, 1] },
        leftHand: { shape: 'open', palm: [0, 0.3, 1] },
        rightLeg: [28, 20, 30, -50],
        leftLeg: [30, 90, 46, -90],
        raised: 0.3,
      },
    ],
  },
  splits: {
    label: 'Splits',
    words: 'gymnastics stretch flexible ballet floor',
    turned: 74,
    people: [
      {
        rightLeg: [86, 88, 88, 90],
        leftLeg: [84, -88, 88, -90],
        rightArm: [88, -6, 90, -6],
        leftArm: [88, -6, 90, -6],
      },
    ],
  },
  swimming: {
    label: 'Diving in',
    words: 'swim dive water pool jump',
    turned: 84,
    people: [
      {
        tilt: [0, 112, 0],
        spine: [10, 0, 0],
        head: [10, 0, 0],
        rightArm: [172, 90, 174, 90],
        leftArm: [172, 90, 174, 90],
        rightLeg: [8, 90, 8, 90],
        leftLeg: [4, 90, 6, 90],
        raised: 0.4,
      },
    ],
  },
} as const satisfies PoseTable;
