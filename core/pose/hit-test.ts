import { BODY, BODY_LIMBS } from './skeleton.ts';
import type { KeypointRef, Person, Point, Pose } from './types.ts';

/**
 * Finds the body keypoint nearest to a place. Where several are equally near, the person on top wins.
 *
 * @param reach - greatest distance in px
 */
export function nearestKeypoint(pose: Pose, place: Point, reach: number): KeypointRef | undefined {
  let nearest: KeypointRef | undefined;
  let least = reach;
  pose.people.forEach(({ body }, person) => {
    body.forEach((point, joint) => {
      const distance = point ? Math.hypot(point.x - place.x, point.y - place.y) : Infinity;
      if (distance > least) return;
      least = distance;
      nearest = { person, joint };
    });
  });
  return nearest;
}

/**
 * Finds the person under a place: on the torso, or within reach of a limb. The person on top wins.
 *
 * @param reach - px
 * @returns index in `people`
 */
export function personAt(pose: Pose, place: Point, reach: number): number | undefined {
  const index = pose.people.findLastIndex((person) => isOnPerson(person, place, reach));
  return index < 0 ? undefined : index;
}

function isOnPerson({ body }: Person, place: Point, reach: number): boolean {
  const onLimb = BODY_LIMBS.some(([a, b]) => {
    const from = body[a];
    const to = body[b];
    return from && to ? distanceToSegment(place, from, to) <= reach : false;
  });
  return onLimb || isOnTorso(body, place);
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

function distanceToSegment(place: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / squared;
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(place.x - from.x - share * dx, place.y - from.y - share * dy);
}
