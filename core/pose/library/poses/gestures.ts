import type { PoseTable } from '../types.ts';

/** Things said with arms and hands. */
export const GESTURES = {
  waving: {
    label: 'Waving',
    words: 'hello hi greeting goodbye wave hand',
    people: [
      {
        spine: [0, 4, 0],
        head: [0, 5, 6],
        leftArm: [112, 10, 168, 0],
        leftHand: { shape: 'open', palm: [0, 0, 1], along: [0.2, 1, 0] },
      },
    ],
  },
  pointing: {
    label: 'Pointing',
    words: 'point there direction show index finger',
    turned: 8,
    people: [
      {
        head: [0, 0, 40],
        spine: [0, 0, 12],
        leftArm: [88, 8, 92, 8],
        leftHand: { shape: 'point', palm: [0, -1, 0.2] },
        rightLeg: [8, 0, 5, 0],
        leftLeg: [10, 20, 6, 0],
      },
    ],
  },
  'pointing-at-viewer': {
    label: 'Pointing at you',
    words: 'point viewer front you recruit finger',
    crop: 'knees',
    people: [
      {
        spine: [4, 0, 12],
        head: [2, 4, -12],
        rightArm: [72, 62, 96, 96],
        rightHand: { shape: 'point', palm: [0.4, -0.9, 0] },
        leftArm: { to: 'leftHip', by: [0.07, 0.1, 0.03], bend: [1, -0.1, -0.35] },
      },
    ],
  },
  'pointing-up': {
    label: 'Pointing up',
    words: 'idea one finger sky look',
    crop: 'waist',
    people: [
      {
        head: [-4, -4, -8],
        rightArm: [32, 30, 162, 20],
        rightHand: { shape: 'point', palm: [0.5, 0, 0.8] },
      },
    ],
  },
  'thumbs-up': {
    label: 'Thumbs up',
    words: 'good like approve ok hand',
    crop: 'waist',
    people: [
      {
        head: [0, -6, 0],
        rightArm: [26, 25, 118, 62],
        rightHand: { shape: 'thumbs-up', palm: [0.8, 0, -0.6], along: [0.6, 0, 0.8] },
      },
    ],
  },
  'peace-sign': {
    label: 'Peace sign',
    words: 'victory two fingers selfie v hand',
    crop: 'waist',
    people: [
      {
        spine: [0, -5, 0],
        head: [0, -10, 0],
        rightArm: [30, 30, 160, 30],
        rightHand: { shape: 'peace', palm: [0, 0, 1], along: [-0.12, 1, 0] },
      },
    ],
  },
  'ok-sign': {
    label: 'OK sign',
    words: 'perfect ring hand fine',
    crop: 'waist',
    people: [
      {
        head: [0, 4, 0],
        leftArm: [32, 30, 155, 30],
        leftHand: { shape: 'ok', palm: [0, 0, 1], along: [0.1, 1, 0] },
      },
    ],
  },
  'rock-on': {
    label: 'Rock on',
    words: 'horns metal concert hands',
    crop: 'waist',
    people: [
      {
        head: [10, 0, 0],
        rightArm: [85, 20, 165, 20],
        leftArm: [85, 20, 165, 20],
        rightHand: { shape: 'horns', palm: [0, 0, 1], along: [-0.1, 1, 0] },
        leftHand: { shape: 'horns', palm: [0, 0, 1], along: [0.1, 1, 0] },
      },
    ],
  },
  'stop-hand': {
    label: 'Stop',
    words: 'halt no palm refuse hand',
    crop: 'waist',
    people: [
      {
        spine: [0, 0, 14],
        head: [2, 0, -12],
        rightArm: [58, 55, 118, 75],
        rightHand: { shape: 'flat', palm: [0, 0, 1], along: [0, 1, 0.05] },
      },
    ],
  },
  shrugging: {
    label: 'Shrugging',
    words: 'dont know whatever confused palms',
    crop: 'knees',
    people: [
      {
        head: [0, -12, 0],
        rightArm: [26, 10, 84, 25],
        leftArm: [26, 10, 84, 25],
        rightHand: { shape: 'open', palm: [0, 1, 0.3], along: [-1, 0.1, 0.2] },
        leftHand: { shape: 'open', palm: [0, 1, 0.3], along: [1, 0.1, 0.2] },
      },
    ],
  },
  facepalm: {
    label: 'Facepalm',
    words: 'ashamed embarrassed despair hand face',
    crop: 'waist',
    people: [
      {
        spine: [8, 0, 0],
        head: [22, 0, 0],
        rightArm: { to: 'nose', by: [-0.05, -0.07, 0.1], bend: [-0.7, -1, 0.3] },
        rightHand: { shape: 'flat', palm: [0.2, 0, -1], along: [0.35, 1, 0] },
      },
    ],
  },
  thinking: {
    label: 'Thinking',
    words: 'ponder chin hand wonder consider',
    crop: 'knees',
    turned: -15,
    people: [
      {
        spine: [4, 0, 0],
        head: [6, -6, 10],
        rightArm: { to: 'nose', by: [-0.02, -0.16, 0.03], bend: [-0.25, -1, 0.35] },
        rightHand: { shape: 'fist', palm: [0.6, 0, -0.8], along: [0.3, 1, 0] },
        leftArm: { to: 'rightElbow', by: [0.02, -0.04, 0.04], bend: [1, -0.6, 0] },
      },
    ],
  },
  saluting: {
    label: 'Saluting',
    words: 'salute soldier military attention',
    people: [
      {
        rightArm: { to: 'rightEye', by: [-0.14, -0.01, 0.06], bend: [-1, -0.25, 0.15] },
        leftArm: [4, 0, 3, 0],
        rightLeg: [0, 0, 0, 0],
        leftLeg: [0, 0, 0, 0],
      },
    ],
  },
  praying: {
    label: 'Hands together',
    words: 'pray namaste please thanks palms',
    crop: 'waist',
    people: [
      {
        head: [14, 0, 0],
        rightArm: { to: 'neck', by: [-0.025, -0.23, 0.2], bend: [-1, -0.7, -0.1] },
        leftArm: { to: 'neck', by: [0.025, -0.23, 0.2], bend: [1, -0.7, -0.1] },
        rightHand: { shape: 'flat', palm: [1, 0, 0], along: [0.08, 1, 0] },
        leftHand: { shape: 'flat', palm: [-1, 0, 0], along: [-0.08, 1, 0] },
      },
    ],
  },
  flexing: {
    label: 'Flexing',
    words: 'muscle strong biceps bodybuilder',
    people: [
      {
        rightArm: [94, 0, 166, 180],
        leftArm: [94, 0, 166, 180],
        rightLeg: [14, 0, 10, 0],
        leftLeg: [14, 0, 10, 0],
      },
    ],
  },
  cheering: {
    label: 'Cheering',
    words: 'victory win joy fists celebrate yes',
    people: [
      {
        spine: [-5, 0, 0],
        head: [-14, 0, 0],
        rightArm: [140, 0, 172, 180],
        leftArm: [140, 0, 172, 180],
        rightLeg: [12, 0, 9, 0],
        leftLeg: [12, 0, 9, 0],
      },
    ],
  },
  welcoming: {
    label: 'Open arms',
    words: 'welcome hug embrace invite ta-da',
    people: [
      {
        head: [0, 4, 0],
        rightArm: [62, 25, 88, 35],
        leftArm: [62, 25, 88, 35],
        rightHand: { shape: 'open', palm: [0.2, 0.6, 0.8] },
        leftHand: { shape: 'open', palm: [-0.2, 0.6, 0.8] },
        leftLeg: [9, 30, 5, 0],
      },
    ],
  },
  'hands-on-head': {
    label: 'Hands behind the head',
    words: 'relax arrest surprised shocked elbows',
    crop: 'knees',
    people: [
      {
        rightArm: { to: 'rightEar', by: [-0.015, 0.02, -0.09], bend: [-1, -0.7, 0.3] },
        leftArm: { to: 'leftEar', by: [0.015, 0.02, -0.09], bend: [1, -0.7, 0.3] },
      },
    ],
  },
  shh: {
    label: 'Finger on the lips',
    words: 'quiet silence secret hush shh',
    crop: 'waist',
    turned: 12,
    people: [
      {
        spine: [6, 0, 0],
        head: [4, -5, -8],
        rightArm: { to: 'nose', by: [-0.05, -0.17, 0.08], bend: [-0.7, -1, 0.1] },
        rightHand: { shape: 'point', palm: [0.9, 0, -0.4], along: [0.2, 1, -0.05] },
      },
    ],
  },
  'heart-hands': {
    label: 'Heart overhead',
    words: 'love arms heart big overhead',
    people: [
      {
        rightArm: { to: 'nose', by: [-0.07, 0.33, -0.06], bend: [-1, 0.1, 0] },
        leftArm: { to: 'nose', by: [0.07, 0.33, -0.06], bend: [1, 0.1, 0] },
        rightLeg: [6, 0, 4, 0],
        leftLeg: [6, 0, 4, 0],
      },
    ],
  },
  clapping: {
    label: 'Clapping',
    words: 'applause bravo hands',
    crop: 'knees',
    turned: -20,
    people: [
      {
        rightArm: { to: 'neck', by: [-0.07, -0.22, 0.3], bend: [-1, -0.8, 0] },
        leftArm: { to: 'neck', by: [0.09, -0.17, 0.3], bend: [1, -0.8, 0] },
        rightHand: { shape: 'flat', palm: [1, 0.2, 0], along: [0, 0.8, 0.6] },
        leftHand: { shape: 'flat', palm: [-1, 0, 0], along: [0, 0.8, 0.6] },
      },
    ],
  },
} as const satisfies PoseTable;
