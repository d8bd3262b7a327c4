/*
 * What is under a place of the stage.
 */
import {
  type CanvasSize,
  isAnimal,
  keypointAt,
  type KeypointRef,
  nearestKeypoint,
  type PartName,
  personAt,
  type Person,
  type Point,
  type Pose,
} from '../../core/pose/index.ts';
import type { Selection } from '../state/selection.ts';
import { frameOf, type Grip, gripsOf } from './frame.ts';
import { MAX_SCALE, toCanvas, type View } from './view.ts';

/** What there is to take hold of. */
export type Hit =
  | { readonly on: 'grip'; readonly grip: Grip }
  | { readonly on: 'keypoint'; readonly ref: KeypointRef }
  | { readonly on: 'person'; readonly person: number }
  | { readonly on: 'nothing' };

/** What is on the stage. */
export interface Scene {
  readonly pose: Pose;
  readonly selection: Selection;
  readonly view: View;
  /** Size of the stage in CSS px. */
  readonly stage: CanvasSize;
  /** Are feet drawn? What is not drawn cannot be taken hold of. */
  readonly feet: boolean;
}

/** A part of a person beside the body. */
type Detail = Exclude<PartName, 'body' | 'animal'>;

/** From this size on the stage, in px, the points of a part can be told apart and are shown. */
const PART_DISTINCT_FROM: Readonly<Record<Detail, number>> = {
  leftHand: 110,
  rightHand: 110,
  face: 220,
  feet: 36,
};
/** A view that was made for a scale has it but for rounding. */
const ROUNDING = 1e-9;
const DETAILS = Object.keys(PART_DISTINCT_FROM) as readonly Detail[];

/** Gives the parts of a person whose points can be taken hold of at a scale. */
export function partsInReach(person: Person, scale: number, feet: boolean): readonly PartName[] {
  if (isAnimal(person)) return ['animal'];
  const details = DETAILS.filter(
    (part) => (feet || part !== 'feet') && scale >= distinctFrom(person, part) * (1 - ROUNDING),
  );
  return ['body', ...details];
}

/** The least scale at which the points of a part are shown; at the largest one all of them are. */
export function distinctFrom(person: Person, part: PartName): number {
  if (part === 'body' || part === 'animal') return 0;
  return Math.min(PART_DISTINCT_FROM[part] / sizeOf(person[part]), MAX_SCALE);
}

/**
 * The larger side of the box around points, px; each foot is a part of its own here. A single point has no neighbours to be
 * told from: it is as large as one likes.
 */
function sizeOf(points: Person['face']): number {
  const groups = points?.length === 6 ? [points.slice(0, 3), points.slice(3)] : [points ?? []];
  const sides = groups.map((group) => {
    const present = group.flatMap((point) => (point ? [point] : []));
    const xs = present.map(({ x }) => x);
    const ys = present.map(({ y }) => y);
    if (present.length === 1) return Infinity;
    return present.length === 0 ? 0 : Math.max(spread(xs), spread(ys));
  });
  return Math.max(...sides);
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/**
 * Finds what is nearest to a place, grips and points before limbs.
 *
 * @param place - stage px
 * @param reach - stage px
 */
export function hitAt(scene: Scene, place: Point, reach: number): Hit {
  const grip = gripAt(scene, place, reach);
  const ref = shownKeypointAt(scene, place, grip?.distance ?? reach);
  if (ref) return { on: 'keypoint', ref };
  if (grip) return { on: 'grip', grip: grip.grip };
  const person = personAt(scene.pose, toCanvas(scene.view, place), reach / scene.view.scale);
  return person === undefined ? { on: 'nothing' } : { on: 'person', person };
}

function gripAt({ pose, selection, view, stage }: Scene, place: Point, reach: number) {
  const frame = frameOf(pose, selection, view);
  const grips = frame ? gripsOf(frame, stage) : [];
  return grips
    .map(([grip, at]) => ({ grip, distance: Math.hypot(at.x - place.x, at.y - place.y) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance)[0];
}

/** The nearest of the points that are shown. Ones of selected people win over others that are as near. */
function shownKeypointAt(
  { pose, view, selection, feet }: Scene,
  place: Point,
  reach: number,
): KeypointRef | undefined {
  const at = toCanvas(view, place);
  let nearest: { readonly ref: KeypointRef; readonly distance: number } | undefined;
  const inOrder = [...pose.people.keys()].sort(
    (a, b) => Number(selection.people.includes(a)) - Number(selection.people.includes(b)),
  );
  for (const person of inOrder) {
    const someone = pose.people[person];
    const parts = someone ? partsInReach(someone, view.scale, feet) : [];
    const least = nearest?.distance ?? reach / view.scale;
    const ref = nearestKeypoint(pose, at, least, { parts, people: [person] });
    const point = ref && keypointAt(pose, ref);
    if (ref && point) nearest = { ref, distance: Math.hypot(point.x - at.x, point.y - at.y) };
  }
  return nearest?.ref;
}
