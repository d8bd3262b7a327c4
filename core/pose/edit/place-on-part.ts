/*
 * Places for missing points of hands, faces, feet and animals. A part of common form is laid over the points that are
 * there; what its nearest points are beside it, such as those of a bent finger, the missing one is as well.
 */
import { BODY, handParentOf } from '../skeleton.ts';
import type { Keypoints, PartName, Person, Point } from '../types.ts';
import { type FacePair, faceView, headPairs } from './fit-face.ts';
import { errorOf, type PointMap, type PointPair, similarity } from './similarity.ts';
import { ANIMAL_TEMPLATE } from './templates/animal.ts';
import { FACE_TEMPLATE, type Place } from './templates/face.ts';
import { FOOT_TEMPLATE } from './templates/feet.ts';
import { handTemplate } from './templates/hands.ts';

/** How many of the nearest points tell by how much a part differs from its form at a place. */
const NEIGHBOURS = 2;

/** Where a missing point of a part would be, in px; null where too little of the part is there to tell. */
export function placeOnPart(person: Person, part: Exclude<PartName, 'body'>, joint: number): Point | null {
  const points = person[part] ?? [];
  switch (part) {
    case 'leftHand':
    case 'rightHand':
      return beyondOnFinger(points, joint) ?? placeOnForm(points, handTemplate('open'), joint);
    case 'animal':
      return placeOnForm(points, ANIMAL_TEMPLATE, joint);
    case 'face':
      return placeOnFace(person, joint);
    case 'feet':
      return placeOnFoot(person, joint);
  }
}

/** A fingertip is as far beyond the point before it as that one is beyond its own. */
function beyondOnFinger(hand: Keypoints, joint: number): Point | null {
  const isTip = !hand.some((point, index) => point && handParentOf(index) === joint);
  const parent = handParentOf(joint);
  const grandparent = parent === null ? null : handParentOf(parent);
  if (!isTip || parent === null || grandparent === null) return null;
  const [from, before] = [hand[parent], hand[grandparent]];
  return from && before ? { x: 2 * from.x - before.x, y: 2 * from.y - before.y } : null;
}

/** The form may be seen from behind: whichever of the two is nearer is taken. */
function placeOnForm(points: Keypoints, form: readonly Point[], joint: number): Point | null {
  const forms = [form, form.map(({ x, y }) => ({ x, y: -y }))];
  const fits = forms.map((places) => {
    const pairs = pairsOf(points, places);
    return { places, pairs, map: pairs.length > 0 ? similarity(pairs) : undefined };
  });
  const [best] = fits.sort((a, b) => leftOver(a) - leftOver(b));
  const place = best?.places[joint];
  return best?.map && place ? nearNeighbours(best.map(place), place, best.pairs, best.map) : null;
}

interface Fit {
  readonly pairs: readonly PointPair[];
  readonly map: PointMap | undefined;
}

function leftOver({ pairs, map }: Fit): number {
  return map ? errorOf(pairs, map) : Infinity;
}

function pairsOf(points: Keypoints, places: readonly Point[]): PointPair[] {
  return points.flatMap((to, index) => {
    const from = places[index];
    return to && from ? [{ from, to }] : [];
  });
}

/** Moves a place by the mean of what the nearest known points are off their own. */
function nearNeighbours(at: Point, place: Point, pairs: readonly PointPair[], map: PointMap): Point {
  const distance = ({ from }: PointPair): number => Math.hypot(from.x - place.x, from.y - place.y);
  const nearest = pairs.toSorted((a, b) => distance(a) - distance(b)).slice(0, NEIGHBOURS);
  return nearest.reduce((moved, { from, to }) => {
    const expected = map(from);
    return {
      x: moved.x + (to.x - expected.x) / nearest.length,
      y: moved.y + (to.y - expected.y) / nearest.length,
    };
  }, at);
}

function placeOnFace({ body, face = [] }: Person, joint: number): Point | null {
  const head = [BODY.nose, BODY.rightEye, BODY.leftEye, BODY.rightEar, BODY.leftEar].map((at) => body[at]);
  const ofFace = face.flatMap((to, index): FacePair[] => {
    const place = FACE_TEMPLATE[index];
    return to && place ? [{ place, to }] : [];
  });
  const known = ofFace.length > 1 ? ofFace : [...ofFace, ...headPairs(head)];
  const place: Place | undefined = FACE_TEMPLATE[joint];
  return known.length > 1 && place ? faceView(known)(place) : null;
}

/** Knee and ankle count as points of the foot: they are what it hangs on. */
function placeOnFoot({ body, feet = [] }: Person, joint: number): Point | null {
  const isLeft = joint < 3;
  const [knee, ankle] = isLeft ? [BODY.leftKnee, BODY.leftAnkle] : [BODY.rightKnee, BODY.rightAnkle];
  const outwards = isLeft ? -1 : 1;
  const form = [
    { x: -1, y: 0 },
    { x: 0, y: 0 },
    ...FOOT_TEMPLATE.map(({ x, y }) => ({ x, y: y * outwards })),
  ];
  const points = [body[knee] ?? null, body[ankle] ?? null, ...feet.slice(isLeft ? 0 : 3, isLeft ? 3 : 6)];
  const pairs = pairsOf(points, form);
  const place = form[2 + (joint % 3)];
  return pairs.length > 1 && place ? similarity(pairs)(place) : null;
}
