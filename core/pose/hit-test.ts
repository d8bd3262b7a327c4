import { ANIMAL_EDGES, limbsOf, mainPartOf } from './animal.ts';
import { keypointRef } from './edit/change.ts';
import { BODY, BODY_LIMBS, type Edge } from './skeleton.ts';
import type { KeypointRef, Keypoints, PartName, Person, Point, Pose } from './types.ts';

/** Who can be hit. Hidden people never are. */
export interface HitOptions {
  /** Are locked people hit as well? No unless given. */
  readonly locked?: boolean;
}

/** Where to look for a keypoint. */
export interface KeypointHitOptions extends HitOptions {
  /** In order of preference where points are equally near; the body alone unless given. */
  readonly parts?: readonly PartName[];
  /** Indices in `people`; everybody unless given. */
  readonly people?: readonly number[];
}

/**
 * Finds the keypoint nearest to a place. Where several are equally near, the person on top wins.
 *
 * @param reach - greatest distance in px
 */
export function nearestKeypoint(
  pose: Pose,
  place: Point,
  reach: number,
  { parts = ['body'], people, locked = false }: KeypointHitOptions = {},
): KeypointRef | undefined {
  let nearest: KeypointRef | undefined;
  let least = reach;
  pose.people.forEach((someone, person) => {
    if (!canBeHit(someone, locked) || (people && !people.includes(person))) return;
    for (const part of parts) {
      (someone[part] ?? []).forEach((point, joint) => {
        if (!point) return;
        const distance = Math.hypot(point.x - place.x, point.y - place.y);
        const beatsOwn = nearest?.person === person ? distance < least : distance <= least;
        if (!beatsOwn) return;
        least = distance;
        nearest = keypointRef(person, part, joint);
      });
    }
  });
  return nearest;
}

/**
 * Finds the person under a place: on the torso, or within reach of a limb or of a point of another part. The person on
 * top wins.
 *
 * @param reach - px
 * @returns index in `people`
 */
export function personAt(
  pose: Pose,
  place: Point,
  reach: number,
  { locked = false }: HitOptions = {},
): number | undefined {
  const index = pose.people.findLastIndex(
    (person) => canBeHit(person, locked) && isOnPerson(person, place, reach),
  );
  return index < 0 ? undefined : index;
}

/** Names one limb of a pose. */
export interface LimbRef {
  /** Index in `people`. */
  readonly person: number;
  /** Index in what `limbsOf` gives. */
  readonly limb: number;
}

/**
 * Finds the limb nearest to a place. Where several are equally near, the person on top wins.
 *
 * @param reach - greatest distance in px
 */
export function limbAt(
  pose: Pose,
  place: Point,
  reach: number,
  { locked = false }: HitOptions = {},
): LimbRef | undefined {
  let nearest: LimbRef | undefined;
  let least = reach;
  pose.people.forEach((someone, person) => {
    if (!canBeHit(someone, locked)) return;
    const points = someone[mainPartOf(someone)] ?? [];
    limbsOf(someone).forEach((edge, limb) => {
      const distance = distanceToEdge(points, edge, place);
      if (distance === undefined || distance > least) return;
      least = distance;
      nearest = { person, limb };
    });
  });
  return nearest;
}

function canBeHit(person: Person, locked: boolean): boolean {
  return !person.hidden && (locked || !person.locked);
}

function isOnPerson(person: Person, place: Point, reach: number): boolean {
  const { body, animal = [] } = person;
  const isNear = (points: Keypoints, edges: readonly Edge[]): boolean =>
    edges.some((edge) => (distanceToEdge(points, edge, place) ?? Infinity) <= reach);
  return (
    isNear(body, BODY_LIMBS) ||
    isNear(animal, ANIMAL_EDGES) ||
    isOnTorso(person.body, place) ||
    isOnPart(person, place, reach)
  );
}

function isOnPart({ leftHand, rightHand, face, feet, animal }: Person, place: Point, reach: number): boolean {
  return [leftHand, rightHand, face, feet, animal].some((points) =>
    points?.some((point) => point && Math.hypot(point.x - place.x, point.y - place.y) <= reach),
  );
}

const TORSO = [BODY.rightShoulder, BODY.leftShoulder, BODY.leftHip, BODY.rightHip] as const;

/** Even-odd rule over shoulders and hips. */
function isOnTorso(body: Person['body'], place: Point): boolean {
  const corners = TORSO.flatMap((joint) => body[joint] ?? []);
  if (corners.length < TORSO.length) return false;
  let inside = false;
  corners.forEach((b, index) => {
    const a = corners.at(index - 1) ?? b;
    if (a.y > place.y === b.y > place.y) return;
    if (place.x < a.x + ((place.y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  });
  return inside;
}

/** Undefined where one of the ends is not there. */
function distanceToEdge(points: Keypoints, [a, b]: Edge, place: Point): number | undefined {
  const [from, to] = [points[a], points[b]];
  return from && to ? distanceToSegment(place, from, to) : undefined;
}

function distanceToSegment(place: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / squared;
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(place.x - from.x - share * dx, place.y - from.y - share * dy);
}
