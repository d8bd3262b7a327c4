import type { PoseTable } from '../types.ts';

/** Dance, from ballet to disco. */
export const DANCING = {
  dancing: {
    label: 'Dancing',
    words: 'dance party club move groove',
    turned: -10,
    people: [
      {
        tilt: [0, 0, -7],
        spine: [0, 18, 10],
        head: [0, 8, -4],
        rightArm: [112, 10, 50, 20],
        leftArm: [70, 20, 150, 30],
        rightLeg: [14, 20, 12, -60],
        leftLeg: [34, 40, 6, -120],
      },
    ],
  },
  disco: {
    label: 'Disco',
    words: 'dance saturday night point up seventies',
    people: [
      {
        tilt: [0, 0, -6],
        spine: [0, -8, 0],
        head: [-6, -10, -24],
        rightArm: [142, 0, 146, 0],
        rightHand: { shape: 'point', palm: [0, 0, 1] },
        leftArm: { to: 'leftHip', by: [0.06, 0.1, 0.02], bend: [1, -0.1, -0.3] },
        rightLeg: [24, 0, 18, 0],
        leftLeg: [16, 30, 4, -160],
      },
    ],
  },
  arabesque: {
    label: 'Arabesque',
    words: 'ballet dance leg back balance ballerina',
    turned: 86,
    people: [
      {
        tilt: [0, 22, 0],
        spine: [-24, 0, 0],
        head: [-8, 0, 0],
        rightLeg: [22, 90, 24, 90],
        leftLeg: [70, -88, 74, -90],
        rightArm: [108, 88, 110, 90],
        leftArm: [84, -40, 82, -46],
      },
    ],
  },
  pirouette: {
    label: 'Pirouette',
    words: 'ballet dance turn spin passe ballerina',
    people: [
      {
        head: [0, 0, 10],
        rightLeg: { to: 'leftKnee', by: [-0.05, 0.03, 0.03], bend: [-1, 0.25, 0.35] },
        leftLeg: [1, 0, 1, 0],
        rightArm: [58, 62, 70, 150],
        leftArm: [58, 62, 70, 150],
      },
    ],
  },
  'ballet-fifth': {
    label: 'Ballet, arms in a circle',
    words: 'ballet dance fifth overhead ballerina tiptoe',
    people: [
      {
        head: [0, 0, -14],
        rightArm: [142, 20, 140, 172],
        leftArm: [142, 20, 140, 172],
        rightLeg: [2, 130, 3, 150],
        leftLeg: [2, 180, 2, 180],
      },
    ],
  },
  'grand-jete': {
    label: 'Grand jeté',
    words: 'ballet leap split jump dance air',
    turned: 82,
    people: [
      {
        spine: [-8, 0, 0],
        head: [-6, 0, 0],
        rightLeg: [86, 88, 88, 90],
        leftLeg: [78, -86, 82, -90],
        rightArm: [86, -20, 84, -20],
        leftArm: [112, 84, 114, 90],
        raised: 0.75,
      },
    ],
  },
  twirling: {
    label: 'Twirling',
    words: 'spin dance dress turn happy skirt',
    turned: 25,
    people: [
      {
        tilt: [0, 0, 5],
        spine: [-6, 0, 16],
        head: [-12, 8, 10],
        rightArm: [80, -10, 66, 20],
        leftArm: [112, 0, 124, 10],
        rightLeg: [30, -60, 74, -80],
        leftLeg: [5, 180, 5, 180],
      },
    ],
  },
  flamenco: {
    label: 'Flamenco',
    words: 'spanish dance passion arms arch dress',
    turned: -28,
    people: [
      {
        tilt: [0, 0, -4],
        spine: [-14, 6, -10],
        head: [-4, 6, 30],
        rightArm: [150, 10, 158, 150],
        leftArm: [44, 40, 76, 146],
        rightLeg: [8, 180, 4, 180],
        leftLeg: [22, 70, 8, -110],
      },
    ],
  },
  hiphop: {
    label: 'Hip-hop',
    words: 'street dance rap urban swagger',
    above: 4,
    people: [
      {
        tilt: [0, 6, 8],
        spine: [14, -14, -12],
        head: [-6, -8, 14],
        rightArm: [62, 30, 96, 140],
        leftArm: [74, -20, 40, 30],
        rightLeg: [44, 24, 14, -140],
        leftLeg: [40, 40, 12, -130],
      },
    ],
  },
  'head-banging': {
    label: 'Air guitar',
    words: 'rock music concert guitar play metal',
    turned: 16,
    people: [
      {
        tilt: [0, 0, 4],
        spine: [-10, 0, -8],
        head: [16, -10, 0],
        leftArm: [52, 28, 112, 60],
        rightArm: [28, -10, 60, 130],
        rightLeg: [30, 10, 12, -100],
        leftLeg: [30, 30, 10, -120],
      },
    ],
  },
} as const satisfies PoseTable;
