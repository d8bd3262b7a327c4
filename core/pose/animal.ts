/*
 * The skeleton of an animal on four legs: the 17 points of AP-10K (Yu et al., "AP-10K: A Benchmark for Animal Pose
 * Estimation in the Wild", 2021), and the lines in which control pictures of animals show them.
 */
import { BODY_LIMBS, type Edge } from './skeleton.ts';
import type { Keypoints, Person } from './types.ts';

/** Names of the 17 points in order; "left" is the animal's own left. */
export const ANIMAL_KEYPOINT_NAMES = [
  'left eye',
  'right eye',
  'nose',
  'neck',
  'root of the tail',
  'left shoulder',
  'left elbow',
  'left front paw',
  'right shoulder',
  'right elbow',
  'right front paw',
  'left hip',
  'left knee',
  'left back paw',
  'right hip',
  'right knee',
  'right back paw',
] as const;

/** Indices of the points that code refers to by name. */
export const ANIMAL = {
  neck: 3,
  tail: 4,
  leftShoulder: 5,
  rightShoulder: 8,
  leftHip: 11,
  rightHip: 14,
} as const;

/** The 17 lines in the order in which they are drawn; line i has colour i of {@link ANIMAL_COLOURS}. */
export const ANIMAL_EDGES: readonly Edge[] = [
  [0, 1],
  [1, 2],
  [0, 2],
  [2, 3],
  [3, 8],
  [8, 9],
  [9, 10],
  [3, 5],
  [5, 6],
  [6, 7],
  [3, 4],
  [4, 14],
  [14, 15],
  [15, 16],
  [4, 11],
  [11, 12],
  [12, 13],
];

/** RGB of the lines. */
export const ANIMAL_COLOURS: readonly (readonly [number, number, number])[] = [
  [255, 255, 255],
  [100, 255, 100],
  [150, 255, 255],
  [100, 50, 255],
  [50, 150, 200],
  [0, 255, 255],
  [0, 150, 0],
  [0, 0, 255],
  [0, 0, 150],
  [255, 50, 255],
  [255, 0, 255],
  [255, 0, 0],
  [150, 0, 0],
  [255, 255, 100],
  [0, 150, 0],
  [255, 255, 0],
  [150, 150, 150],
];

/** What hangs on what, the nearer point first: the head and the front legs on the neck, the back legs on the tail's root. */
export const ANIMAL_BONES: readonly Edge[] = [
  [3, 2],
  [2, 0],
  [2, 1],
  [3, 5],
  [5, 6],
  [6, 7],
  [3, 8],
  [8, 9],
  [9, 10],
  [3, 4],
  [4, 11],
  [11, 12],
  [12, 13],
  [4, 14],
  [14, 15],
  [15, 16],
];

/** For each point the one on the other side. */
export const MIRRORED_ANIMAL: readonly number[] = [1, 0, 2, 3, 4, 8, 9, 10, 5, 6, 7, 14, 15, 16, 11, 12, 13];

/** The part in which most of somebody's points are. */
export function mainPartOf(person: Person | undefined): 'body' | 'animal' {
  return isAnimal(person) ? 'animal' : 'body';
}

/** The limbs of somebody, the nearer joint first: indices in the part that {@link mainPartOf} names. */
export function limbsOf(person: Person | undefined): readonly Edge[] {
  return isAnimal(person) ? ANIMAL_BONES : BODY_LIMBS;
}

/** Is this an animal? */
export function isAnimal(person: Person | undefined): person is Person & { readonly animal: Keypoints } {
  return person?.animal !== undefined;
}
