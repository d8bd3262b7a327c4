import type { PoseTable } from '../types.ts';

/** Combat with and without weapons. */
export const FIGHTING = {
  'boxing-guard': {
    label: 'Boxing guard',
    words: 'box fight fists guard ready stance',
    turned: 34,
    people: [
      {
        tilt: [-10, 0, 0],
        spine: [10, 0, -8],
        head: [8, 0, 8],
        rightArm: [26, 40, 150, 120],
        leftArm: [38, 70, 144, 110],
        rightLeg: [18, -50, 22, -80],
        leftLeg: [28, 74, 4, -90],
      },
    ],
  },
  punching: {
    label: 'Punch',
    words: 'box punch jab hit fist strike',
    turned: 62,
    people: [
      {
        tilt: [0, 6, 0],
        spine: [10, 0, 30],
        head: [0, 0, -22],
        rightArm: [88, 104, 92, 112],
        leftArm: [30, 50, 146, 112],
        rightLeg: [28, -76, 40, -84],
        leftLeg: [48, 80, 4, -90],
      },
    ],
  },
  uppercut: {
    label: 'Uppercut',
    words: 'box punch up fist hit strike',
    turned: 46,
    people: [
      {
        tilt: [0, 4, 0],
        spine: [-4, 8, 22],
        head: [-12, 0, -14],
        rightArm: [74, 84, 168, 100],
        leftArm: [24, 30, 138, 110],
        rightLeg: [16, -70, 40, -84],
        leftLeg: [36, 74, 8, -90],
      },
    ],
  },
  'high-kick': {
    label: 'High kick',
    words: 'karate kick martial arts taekwondo roundhouse',
    turned: 18,
    people: [
      {
        tilt: [-50, 0, 34],
        spine: [0, -14, 0],
        head: [0, -10, -40],
        rightLeg: [128, 14, 132, 10],
        leftLeg: [34, 0, 32, 0],
        rightArm: [44, 30, 86, 60],
        leftArm: [52, 60, 140, 110],
      },
    ],
  },
  'flying-kick': {
    label: 'Flying kick',
    words: 'kung fu jump kick martial arts air',
    turned: 84,
    people: [
      {
        tilt: [0, -22, 0],
        spine: [18, 0, 0],
        head: [8, 0, 0],
        rightLeg: [76, 90, 74, 90],
        leftLeg: [96, 84, 20, -90],
        rightArm: [66, -40, 110, 60],
        leftArm: [64, 76, 132, 104],
        raised: 0.65,
      },
    ],
  },
  'karate-stance': {
    label: 'Karate stance',
    words: 'martial arts front stance punch kata',
    turned: 42,
    people: [
      {
        rightLeg: [30, -72, 34, -80],
        leftLeg: [46, 72, 4, -90],
        rightArm: [88, 92, 90, 96],
        leftArm: [36, -60, 92, 84],
      },
    ],
  },
  'kung-fu': {
    label: 'Crane stance',
    words: 'kung fu crane kick martial arts balance',
    people: [
      {
        rightLeg: [86, 70, 8, -120],
        leftLeg: [2, 0, 2, 0],
        rightArm: [118, 0, 132, 20],
        leftArm: [118, 0, 132, 20],
      },
    ],
  },
  'sword-guard': {
    label: 'Sword guard',
    words: 'sword katana samurai knight two hands ready',
    turned: -36,
    people: [
      {
        spine: [6, 0, 0],
        rightArm: { to: 'neck', by: [-0.02, -0.34, 0.4], bend: [-1, -0.5, 0] },
        leftArm: { to: 'neck', by: [0.02, -0.42, 0.34], bend: [1, -0.5, 0] },
        rightLeg: [32, 74, 6, -90],
        leftLeg: [26, -62, 30, -84],
      },
    ],
  },
  'sword-overhead': {
    label: 'Sword overhead',
    words: 'sword swing strike axe attack chop',
    turned: -44,
    people: [
      {
        spine: [-14, 0, 0],
        head: [6, 0, 0],
        rightArm: { to: 'nose', by: [-0.03, 0.26, 0.0], bend: [-1, 0.2, 0.5] },
        leftArm: { to: 'nose', by: [0.03, 0.2, -0.02], bend: [1, 0.2, 0.5] },
        rightLeg: [34, 78, 4, -90],
        leftLeg: [22, -70, 30, -86],
      },
    ],
  },
  'sword-lunge': {
    label: 'Fencing lunge',
    words: 'sword fence thrust rapier attack',
    turned: 78,
    people: [
      {
        spine: [12, 0, 26],
        head: [-4, 0, -24],
        rightLeg: [74, 84, 4, -90],
        leftLeg: [52, -80, 54, -86],
        rightArm: [88, 108, 92, 112],
        leftArm: [76, -40, 112, -50],
      },
    ],
  },
  'aiming-pistol': {
    label: 'Aiming a pistol',
    words: 'gun pistol shoot police aim agent',
    turned: 30,
    people: [
      {
        spine: [4, 0, 0],
        head: [4, 0, 0],
        rightArm: { to: 'neck', by: [-0.02, 0.06, 0.5], bend: [-1, -0.8, 0] },
        leftArm: { to: 'neck', by: [0.03, 0.04, 0.47], bend: [1, -0.8, 0] },
        rightLeg: [14, -30, 12, -60],
        leftLeg: [18, 50, 6, -60],
      },
    ],
  },
  'aiming-rifle': {
    label: 'Aiming a rifle',
    words: 'gun rifle shoot soldier hunter aim',
    turned: 60,
    people: [
      {
        spine: [8, 0, -24],
        head: [8, -10, 22],
        rightArm: { to: 'rightShoulder', by: [0.06, -0.06, 0.26], bend: [-1, -0.35, 0] },
        leftArm: { to: 'rightShoulder', by: [0.06, -0.02, 0.52], bend: [0.4, -1, 0] },
        rightLeg: [16, -60, 16, -80],
        leftLeg: [24, 70, 6, -70],
      },
    ],
  },
  blocking: {
    label: 'Blocking',
    words: 'defend block shield cross arms guard',
    turned: 20,
    people: [
      {
        tilt: [0, -4, 0],
        spine: [14, 0, 0],
        head: [14, 0, 0],
        rightArm: { to: 'nose', by: [0.1, 0.02, 0.16], bend: [-0.9, -0.5, 0.3] },
        leftArm: { to: 'nose', by: [-0.1, 0.06, 0.2], bend: [0.9, -0.5, 0.3] },
        rightLeg: [26, -40, 26, -80],
        leftLeg: [30, 64, 8, -90],
      },
    ],
  },
  'casting-magic': {
    label: 'Casting a spell',
    words: 'magic wizard spell energy fireball mage',
    turned: -40,
    people: [
      {
        tilt: [0, 4, 0],
        spine: [6, 0, 10],
        head: [-2, 0, -8],
        rightArm: [82, 82, 92, 96],
        rightHand: { shape: 'open', palm: [0, -0.1, 1], along: [0, 1, 0.2] },
        leftArm: [78, -30, 146, -10],
        leftHand: { shape: 'open', palm: [0, 1, 0.3] },
        rightLeg: [34, 74, 4, -90],
        leftLeg: [28, -66, 32, -84],
      },
    ],
  },
} as const satisfies PoseTable;
