import { ANIMAL_KEYPOINT_NAMES } from './animal.ts';
import { BODY_KEYPOINT_NAMES, FOOT_KEYPOINT_NAMES } from './skeleton.ts';
import type { KeypointRef, Person } from './types.ts';

const FINGERS = ['thumb', 'index', 'middle finger', 'ring finger', 'little finger'] as const;
const FINGER_JOINTS = ['knuckle', 'middle joint', 'end joint', 'tip'] as const;
const THUMB_JOINTS = ['base', 'knuckle', 'joint', 'tip'] as const;

/** Runs of face points with their names, in order; a run of one is not numbered. */
const FACE_RUNS: readonly (readonly [name: string, count: number])[] = [
  ['jaw', 17],
  ['right brow', 5],
  ['left brow', 5],
  ['nose bridge', 4],
  ['nostrils', 5],
  ['right eye', 6],
  ['left eye', 6],
  ['outer lips', 12],
  ['inner lips', 8],
  ['right pupil', 1],
  ['left pupil', 1],
];

const FACE_NAMES: readonly string[] = FACE_RUNS.flatMap(([name, count]) =>
  count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name} ${index + 1}`),
);

/** Names a keypoint for people: "right wrist", "left hand, index tip", "face, jaw 3", "left heel". */
export function keypointLabel({ part = 'body', joint }: Pick<KeypointRef, 'part' | 'joint'>): string {
  if (part === 'body') return BODY_KEYPOINT_NAMES[joint] ?? 'point';
  if (part === 'animal') return ANIMAL_KEYPOINT_NAMES[joint] ?? 'point';
  if (part === 'feet') return FOOT_KEYPOINT_NAMES[joint] ?? 'point';
  if (part === 'face') return `face, ${FACE_NAMES[joint] ?? 'point'}`;
  return `${part === 'leftHand' ? 'left' : 'right'} hand, ${handPointName(joint)}`;
}

function handPointName(joint: number): string {
  if (joint === 0) return 'wrist';
  const finger = FINGERS[Math.floor((joint - 1) / 4)];
  const names = finger === 'thumb' ? THUMB_JOINTS : FINGER_JOINTS;
  return `${finger ?? 'finger'} ${names[(joint - 1) % 4] ?? 'point'}`;
}

/** What somebody is called in lists: by their name, or by what they are and their place in `people`. */
export function figureName(person: Pick<Person, 'name' | 'animal'> | undefined, index: number): string {
  return person?.name ?? `${person?.animal ? 'Animal' : 'Person'} ${index + 1}`;
}
