import { standingPerson } from '../library/pose-of.ts';
import { BODY_LIMBS } from '../skeleton.ts';
import type { CanvasSize, KeypointRef, Keypoints, Person, Point } from '../types.ts';
import { placeOnPart } from './place-on-part.ts';

/**
 * Finds the place for a missing keypoint. On the body: from the nearest point along the skeleton that is there, as far
 * and in the direction as on a standing person of the same size. On another part: where it is on a part of common form
 * that is laid over the points that are there. Where nothing is there to go by: on a standing person in the middle of the
 * canvas, or in the middle of the body.
 */
export function placeOf(person: Person, { part = 'body', joint }: KeypointRef, canvas: CanvasSize): Point {
  const centre = { x: canvas.width / 2, y: canvas.height / 2 };
  if (part === 'body') return placeOnBody(person.body, joint, canvas) ?? centre;
  return placeOnPart(person, part, joint) ?? middleOf(person[part] ?? []) ?? middleOf(person.body) ?? centre;
}

function placeOnBody(body: Keypoints, joint: number, canvas: CanvasSize): Point | null {
  const standing = standingPerson(canvas).body;
  const model = standing[joint] ?? null;
  const anchor = nearestPresent(body, joint);
  const from = anchor === undefined ? null : body[anchor];
  const modelFrom = anchor === undefined ? null : standing[anchor];
  if (!model || !from || !modelFrom) return model;
  const scale = sizeAgainst(body, standing);
  return { x: from.x + (model.x - modelFrom.x) * scale, y: from.y + (model.y - modelFrom.y) * scale };
}

/** Breadth-first along the limbs, so that an elbow goes by its shoulder or wrist before it goes by a hip. */
function nearestPresent(body: Keypoints, joint: number): number | undefined {
  const seen = new Set([joint]);
  // A set grows while it is walked through.
  for (const index of seen) {
    if (body[index]) return index;
    for (const [a, b] of BODY_LIMBS) {
      if (a === index) seen.add(b);
      if (b === index) seen.add(a);
    }
  }
  return undefined;
}

/** Size of a body against another: the median over the limbs that both have, which a raised arm does not disturb. */
function sizeAgainst(body: Keypoints, model: Keypoints): number {
  const ratios = BODY_LIMBS.flatMap(([a, b]) => {
    const length = distance(body[a], body[b]);
    const modelLength = distance(model[a], model[b]);
    return length && modelLength ? [length / modelLength] : [];
  }).sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? 1;
}

function distance(a: Point | null | undefined, b: Point | null | undefined): number | undefined {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : undefined;
}

function middleOf(points: Keypoints): Point | null {
  const present = points.flatMap((point) => (point ? [point] : []));
  if (present.length === 0) return null;
  const sum = present.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / present.length, y: sum.y / present.length };
}
