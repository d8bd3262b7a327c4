import type { PoseTable } from '../types.ts';

/** Upright, on both feet. */
export const STANDING = {
  standing: { label: 'Standing', words: 'neutral idle upright front default', people: [{}] },
  't-pose': {
    label: 'T-pose',
    words: 'arms out reference bind',
    people: [{ rightArm: [90, 0, 90, 0], leftArm: [90, 0, 90, 0] }],
  },
  'a-pose': {
    label: 'A-pose',
    words: 'arms down reference bind',
    people: [
      { rightArm: [42, 0, 42, 0], leftArm: [42, 0, 42, 0], rightLeg: [8, 0, 8, 0], leftLeg: [8, 0, 8, 0] },
    ],
  },
  'arms-up': {
    label: 'Arms up',
    words: 'raised reach sky hands overhead',
    people: [
      {
        rightArm: [158, 0, 172, 0],
        leftArm: [158, 0, 172, 0],
        rightLeg: [7, 0, 5, 0],
        leftLeg: [7, 0, 5, 0],
      },
    ],
  },
  'hands-on-hips': {
    label: 'Hands on hips',
    words: 'akimbo confident bossy',
    people: [
      {
        rightArm: { to: 'rightHip', by: [-0.07, 0.1, 0.03], bend: [-1, -0.1, -0.35] },
        leftArm: { to: 'leftHip', by: [0.07, 0.1, 0.03], bend: [1, -0.1, -0.35] },
        rightLeg: [10, 0, 7, 0],
        leftLeg: [10, 0, 7, 0],
      },
    ],
  },
  contrapposto: {
    label: 'Weight on one leg',
    words: 'contrapposto relaxed model casual hip',
    turned: 12,
    people: [
      {
        tilt: [0, 0, 7],
        spine: [0, -13, 4],
        head: [2, 5, -8],
        rightLeg: [9, 180, 7, 180],
        leftLeg: [14, 35, 7, -35],
        rightArm: { to: 'rightHip', by: [-0.06, 0.09, 0.02], bend: [-1, -0.2, -0.4] },
        leftArm: [12, 10, 16, 60],
      },
    ],
  },
  'arms-crossed': {
    label: 'Arms crossed',
    words: 'folded stern serious waiting',
    people: [
      {
        rightArm: { to: 'leftShoulder', by: [-0.03, -0.2, 0.16], bend: [-0.9, -0.8, 0.3] },
        leftArm: { to: 'rightShoulder', by: [0.06, -0.29, 0.13], bend: [0.9, -0.8, 0.3] },
        rightLeg: [8, 0, 5, 0],
        leftLeg: [8, 0, 5, 0],
      },
    ],
  },
  'hands-behind-back': {
    label: 'Hands behind the back',
    words: 'at ease soldier guard polite',
    people: [
      {
        rightArm: { to: 'neck', by: [-0.02, -0.47, -0.14], bend: [-1, -0.1, -0.4] },
        leftArm: { to: 'neck', by: [0.02, -0.44, -0.16], bend: [1, -0.1, -0.4] },
        rightLeg: [10, 0, 8, 0],
        leftLeg: [10, 0, 8, 0],
      },
    ],
  },
  'hands-in-pockets': {
    label: 'Hands in pockets',
    words: 'casual cool relaxed jacket',
    turned: -15,
    people: [
      {
        spine: [-3, 0, 0],
        head: [4, -4, 10],
        rightArm: { to: 'rightHip', by: [-0.07, -0.05, 0.07], bend: [-0.8, 0, -1] },
        leftArm: { to: 'leftHip', by: [0.07, -0.05, 0.07], bend: [0.8, 0, -1] },
        rightLeg: [6, 0, 4, 0],
        leftLeg: [12, 40, 8, 0],
      },
    ],
  },
  attention: {
    label: 'At attention',
    words: 'soldier straight stiff military',
    people: [
      { rightArm: [4, 0, 3, 0], leftArm: [4, 0, 3, 0], rightLeg: [0, 0, 0, 0], leftLeg: [0, 0, 0, 0] },
    ],
  },
  'hero-stance': {
    label: 'Hero stance',
    words: 'superhero power legs apart strong fists',
    above: -6,
    people: [
      {
        spine: [-4, 0, 0],
        head: [-4, 0, 12],
        rightArm: [24, -10, 16, 40],
        leftArm: [24, -10, 16, 40],
        rightLeg: [17, 0, 15, 0],
        leftLeg: [17, 0, 15, 0],
      },
    ],
  },
  'leaning-on-wall': {
    label: 'Leaning against a wall',
    words: 'lean casual foot up waiting cool',
    turned: 68,
    people: [
      {
        tilt: [0, -9, 0],
        spine: [8, 0, 0],
        head: [8, 0, -6],
        rightLeg: [50, 90, 62, -90],
        leftLeg: [20, 90, 14, 90],
        rightArm: { to: 'leftShoulder', by: [-0.03, -0.2, 0.16], bend: [-0.9, -0.8, 0.3] },
        leftArm: { to: 'rightShoulder', by: [0.06, -0.29, 0.13], bend: [0.9, -0.8, 0.3] },
      },
    ],
  },
  bowing: {
    label: 'Bowing',
    words: 'bow greeting respect thanks japan',
    turned: 65,
    people: [
      {
        tilt: [0, 0, 0],
        spine: [52, 0, 0],
        head: [12, 0, 0],
        rightArm: [46, 88, 42, 92],
        leftArm: [46, 88, 42, 92],
        rightLeg: [6, -90, 6, -90],
        leftLeg: [6, -90, 6, -90],
      },
    ],
  },
  tiptoe: {
    label: 'On tiptoe, reaching up',
    words: 'stretch reach high shelf',
    turned: 30,
    people: [
      {
        spine: [-6, -4, 0],
        head: [-22, 0, 0],
        rightArm: [168, 40, 172, 60],
        leftArm: [26, 10, 40, 60],
        rightLeg: [2, 0, 2, -90],
        leftLeg: [14, -70, 26, -90],
      },
    ],
  },
} as const satisfies PoseTable;
