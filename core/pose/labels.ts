import { english, named, verbatim, type Words, words } from '../words/index.ts';
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

/** What the names of points of hands and faces are put together from. */
export const PARTS_OF_NAMES: readonly string[] = [
  ...FACE_RUNS.map(([name]) => name),
  ...[...FINGERS, ...FINGER_JOINTS, ...THUMB_JOINTS],
  ...['wrist', 'point', 'finger'],
];

/** Names a keypoint for people: "right wrist", "left hand, index tip", "face, jaw 3", "left heel". */
export function keypointLabel(ref: Pick<KeypointRef, 'part' | 'joint'>): string {
  return english(keypointWords(ref));
}

/** Names a keypoint, as words of which each has its place in the catalogs (`NAMES`). */
export function keypointWords({ part = 'body', joint }: Pick<KeypointRef, 'part' | 'joint'>): Words {
  if (part === 'body') return named(BODY_KEYPOINT_NAMES[joint] ?? 'point');
  if (part === 'animal') return named(ANIMAL_KEYPOINT_NAMES[joint] ?? 'point');
  if (part === 'feet') return named(FOOT_KEYPOINT_NAMES[joint] ?? 'point');
  if (part === 'face') return words`face, ${facePoint(joint)}`;
  const point = handPoint(joint);
  return part === 'leftHand' ? words`left hand, ${point}` : words`right hand, ${point}`;
}

function facePoint(joint: number): Words {
  let before = 0;
  for (const [name, count] of FACE_RUNS) {
    const place = joint - before;
    if (place < count) return count === 1 ? named(name) : words`${named(name)} ${place + 1}`;
    before += count;
  }
  return named('point');
}

function handPoint(joint: number): Words {
  if (joint === 0) return named('wrist');
  const finger = FINGERS[Math.floor((joint - 1) / 4)];
  const joints = finger === 'thumb' ? THUMB_JOINTS : FINGER_JOINTS;
  return words`${named(finger ?? 'finger')} ${named(joints[(joint - 1) % 4] ?? 'point')}`;
}

/** What somebody is called in lists: by their name, or by what they are and their place in `people`. */
export function figureName(person: Pick<Person, 'name' | 'animal'> | undefined, index: number): string {
  return english(figureWords(person, index));
}

/** What somebody is called in lists, as words. */
export function figureWords(person: Pick<Person, 'name' | 'animal'> | undefined, index: number): Words {
  if (person?.name !== undefined) return verbatim(person.name);
  return person?.animal ? words`Animal ${index + 1}` : words`Person ${index + 1}`;
}
