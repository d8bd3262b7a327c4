import type { PoseTable } from '../types.ts';

/** Kneeling and crouching. */
export const LOW = {
  crouching: {
    label: 'Crouching',
    words: 'crouch squat low hide front',
    above: 10,
    people: [
      {
        spine: [30, 0, 0],
        head: [-16, 0, 0],
        rightLeg: [96, 52, 34, -130],
        leftLeg: [96, 52, 34, -130],
        rightArm: { to: 'rightKnee', by: [0.1, 0.02, 0.12], bend: [-1, 0, 0] },
        leftArm: { to: 'leftKnee', by: [-0.1, 0.02, 0.12], bend: [1, 0, 0] },
      },
    ],
  },
  'squat-side': {
    label: 'Squatting, from the side',
    words: 'squat crouch low profile rest',
    turned: 80,
    people: [
      {
        spine: [44, 0, 0],
        head: [-22, 0, 0],
        rightLeg: [112, 84, 38, -90],
        leftLeg: [108, 80, 34, -90],
        rightArm: [52, 86, 84, 92],
        leftArm: [46, 86, 78, 98],
      },
    ],
  },
  kneeling: {
    label: 'Kneeling upright',
    words: 'kneel knees pray beg',
    turned: 40,
    people: [{ rightLeg: [3, 90, 92, -88], leftLeg: [3, 90, 92, -88], head: [4, 0, 0] }],
  },
  seiza: {
    label: 'Kneeling on the heels',
    words: 'seiza kneel sit japan tea floor',
    turned: 45,
    people: [
      {
        rightLeg: [62, 86, 90, -92],
        leftLeg: [62, 86, 90, -92],
        rightArm: { to: 'rightKnee', by: [0.02, 0.09, -0.16], bend: [-0.8, -0.3, -1] },
        leftArm: { to: 'leftKnee', by: [-0.02, 0.09, -0.16], bend: [0.8, -0.3, -1] },
      },
    ],
  },
  'one-knee': {
    label: 'On one knee',
    words: 'kneel knight propose down genuflect',
    turned: 48,
    people: [
      {
        spine: [6, 0, 0],
        head: [2, 0, 0],
        rightLeg: [6, -90, 92, -90],
        leftLeg: [84, 86, 4, -90],
        rightArm: [10, 0, 14, 60],
        leftArm: { to: 'leftKnee', by: [0, 0.08, -0.06], bend: [1, -0.2, -0.6] },
      },
    ],
  },
  proposing: {
    label: 'Proposing',
    words: 'marriage ring kneel love propose knee',
    turned: 65,
    people: [
      {
        spine: [4, 0, 0],
        head: [-18, 0, 0],
        rightLeg: [4, -90, 92, -90],
        leftLeg: [86, 86, 2, -90],
        rightArm: [44, 86, 102, 96],
        leftArm: [50, 86, 98, 100],
      },
    ],
  },
  'superhero-landing': {
    label: 'Superhero landing',
    words: 'hero land fist ground three point impact',
    turned: 30,
    above: 8,
    people: [
      {
        tilt: [0, 12, 0],
        spine: [58, 0, 0],
        head: [-24, 0, 0],
        rightLeg: [68, 60, 92, -70],
        leftLeg: [92, 40, 26, -120],
        rightArm: { to: 'rightKnee', by: [0.14, -0.02, 0.3], bend: [-1, 0.2, 0] },
        leftArm: [88, -40, 96, -50],
      },
    ],
  },
  'all-fours': {
    label: 'On all fours',
    words: 'crawl hands knees baby cat',
    turned: 74,
    people: [
      {
        tilt: [0, 84, 0],
        head: [-38, 0, 0],
        rightLeg: [84, 90, 10, -90],
        leftLeg: [88, 90, 4, -90],
        rightArm: [86, 90, 88, 90],
        leftArm: [84, 90, 86, 90],
      },
    ],
  },
  crawling: {
    label: 'Crawling',
    words: 'crawl sneak floor hands knees army',
    turned: 58,
    people: [
      {
        tilt: [0, 80, 0],
        spine: [4, 0, 0],
        head: [-40, 0, 0],
        rightLeg: [112, 84, 26, -90],
        leftLeg: [64, 88, 4, -90],
        rightArm: [70, 90, 74, 90],
        leftArm: [112, 90, 96, 90],
      },
    ],
  },
  'sprint-start': {
    label: 'Sprint start',
    words: 'race start blocks runner ready set',
    turned: 68,
    people: [
      {
        tilt: [0, 92, 0],
        spine: [6, 0, 0],
        head: [-40, 0, 0],
        rightLeg: [104, 88, 4, -90],
        leftLeg: [58, 88, 12, -90],
        rightArm: [92, 90, 94, 90],
        leftArm: [92, 90, 94, 90],
      },
    ],
  },
  'picking-up': {
    label: 'Picking something up',
    words: 'pick up bend floor lift coin grab',
    turned: 66,
    people: [
      {
        spine: [92, 0, 0],
        head: [-26, 0, 0],
        rightLeg: [48, 86, 14, -90],
        leftLeg: [34, 86, 30, -90],
        rightArm: { to: 'rightAnkle', by: [-0.04, 0.02, 0.3], bend: [-1, 0.2, -0.4] },
        leftArm: { to: 'leftKnee', by: [0, 0.07, -0.08], bend: [1, 0, -0.4] },
      },
    ],
  },
  'tying-shoe': {
    label: 'Tying a shoe',
    words: 'shoe lace kneel bend boot',
    turned: 58,
    people: [
      {
        spine: [58, 0, 0],
        head: [16, 0, 0],
        rightLeg: [12, -90, 94, -90],
        leftLeg: [96, 86, 12, -90],
        rightArm: { to: 'leftAnkle', by: [-0.08, 0.08, 0.1], bend: [-1, 0.2, 0.2] },
        leftArm: { to: 'leftAnkle', by: [0.06, 0.08, 0.1], bend: [1, 0.2, 0.2] },
      },
    ],
  },
} as const satisfies PoseTable;
