/*
 * The poses that come with the page: what they are called, how to find them, and how they come onto a canvas.
 */
import { invariant } from '../../result/index.ts';
import type { CanvasSize, Person, Pose } from '../types.ts';
import { DANCING } from './poses/dancing.ts';
import { EVERYDAY } from './poses/everyday.ts';
import { FIGHTING } from './poses/fighting.ts';
import { GESTURES } from './poses/gestures.ts';
import { LOW } from './poses/low.ts';
import { LYING } from './poses/lying.ts';
import { MOVING } from './poses/moving.ts';
import { PORTRAITS } from './poses/portraits.ts';
import { SITTING } from './poses/sitting.ts';
import { SPORTS } from './poses/sports.ts';
import { STANDING } from './poses/standing.ts';
import { TOGETHER } from './poses/together.ts';
import { VIEWS } from './poses/views.ts';
import { poseOf } from './pose-of.ts';
import type { PoseSpec, PoseTable } from './types.ts';

/** Kinds of poses in the order in which they are offered. */
export const POSE_CATEGORIES = [
  { id: 'standing', label: 'Standing' },
  { id: 'gestures', label: 'Gestures' },
  { id: 'moving', label: 'Walking and running' },
  { id: 'sitting', label: 'Sitting' },
  { id: 'low', label: 'Kneeling and crouching' },
  { id: 'lying', label: 'Lying' },
  { id: 'dancing', label: 'Dancing' },
  { id: 'sports', label: 'Sports' },
  { id: 'fighting', label: 'Fighting' },
  { id: 'everyday', label: 'Everyday' },
  { id: 'together', label: 'Together' },
  { id: 'portraits', label: 'Portraits' },
  { id: 'views', label: 'Back and side views' },
] as const;

/** Id of a kind of poses. */
export type PoseCategory = (typeof POSE_CATEGORIES)[number]['id'];

const TABLES = {
  standing: STANDING,
  gestures: GESTURES,
  moving: MOVING,
  sitting: SITTING,
  low: LOW,
  lying: LYING,
  dancing: DANCING,
  sports: SPORTS,
  fighting: FIGHTING,
  everyday: EVERYDAY,
  together: TOGETHER,
  portraits: PORTRAITS,
  views: VIEWS,
} as const satisfies Readonly<Record<PoseCategory, PoseTable>>;

type IdsOf<Table> = Table extends unknown ? keyof Table : never;

/** Id of a pose of the library. */
export type PoseId = IdsOf<(typeof TABLES)[PoseCategory]>;

/** What a list shows of a pose. */
export interface PoseEntry {
  readonly id: PoseId;
  readonly label: string;
  readonly category: PoseCategory;
  /** What a search looks through, in lower case: label, kind and further words. */
  readonly searchText: string;
}

/** Lists all poses, kind by kind. */
export function poseEntries(): readonly PoseEntry[] {
  return POSE_CATEGORIES.flatMap(({ id: category, label: kind }) =>
    Object.entries<PoseSpec>(TABLES[category]).map(([id, { label, words }]) => ({
      id: id as PoseId,
      label,
      category,
      searchText: `${label} ${kind} ${words}`.toLowerCase(),
    })),
  );
}

/**
 * Tells whether a text has every word of a query, each at the beginning of one of its words.
 *
 * @param text - in lower case
 */
export function matchesQuery(text: string, query: string): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return wanted.every((start) => words.some((word) => word.startsWith(start)));
}

/** Gives a canvas with the people of a pose, as large as they fit. */
export function presetPose(id: PoseId, canvas: CanvasSize): Pose {
  return poseOf(specOf(id), canvas);
}

/** Gives the first person of a pose, in the middle of a canvas. */
export function presetPerson(id: PoseId, canvas: CanvasSize): Person {
  const [person] = presetPose(id, canvas).people;
  invariant(person, `The pose "${id}" has no people.`);
  return person;
}

/** Gives how a pose is held. */
export function specOf(id: PoseId): PoseSpec {
  const tables: readonly PoseTable[] = Object.values(TABLES);
  const spec = tables.flatMap((table) => table[id] ?? [])[0];
  invariant(spec, `The library has no pose "${id}".`);
  return spec;
}
