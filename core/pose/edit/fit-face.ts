/*
 * A face for a head: the template is turned to either side, stretched a little, and brought over the head's points by
 * least squares. The turn and the stretch that leave the least error win, the smaller ones where several do.
 */
import { invariant } from '../../result/index.ts';
import type { Point } from '../types.ts';
import { errorOf, similarity } from './similarity.ts';
import { FACE_TEMPLATE, HEAD_TEMPLATE, type Place } from './templates/face.ts';

const TURN_STEP = 5;
/** In degrees about the vertical, the smaller ones first. */
const TURNS: readonly number[] = [
  0,
  ...Array.from({ length: 180 / TURN_STEP }, (_, step) => (step + 1) * TURN_STEP).flatMap((turn) => [
    turn,
    -turn,
  ]),
];
/** Height against width: skeletons have their eyes further apart than faces do, and nodding makes a face shorter. */
const STRETCHES: readonly number[] = [1, 0.95, 1.05, 0.9, 1.1, 0.85, 1.15, 0.8];

/** A place of the face in space, and where it is seen, in px. */
export interface FacePair {
  readonly place: Place;
  readonly to: Point;
}

/** Points of a head in the order of `HEAD_TEMPLATE`; null where one is missing. */
export type Head = readonly (Point | null | undefined)[];

/**
 * Gives the 70 points of a face.
 *
 * @param head - at least two of the points, in px
 */
export function fitFace(head: Head): readonly Point[] {
  return FACE_TEMPLATE.map(faceView(headPairs(head)));
}

/** Pairs the points of a head that are there with their places on the face. */
export function headPairs(head: Head): readonly FacePair[] {
  return head.flatMap((to, index) => {
    const place = HEAD_TEMPLATE[index];
    return to && place ? [{ place, to }] : [];
  });
}

/**
 * Finds how a face is seen of which some places are known.
 *
 * @param known - at least two
 * @returns where any other place of it is seen, in px
 */
export function faceView(known: readonly FacePair[]): (place: Place) => Point {
  let best: { readonly error: number; readonly view: (place: Place) => Point } | undefined;
  for (const turn of TURNS) {
    for (const stretch of STRETCHES) {
      const seen = viewer(turn, stretch);
      const pairs = known.map(({ place, to }) => ({ from: seen(place), to }));
      const move = similarity(pairs);
      const error = errorOf(pairs, move);
      // A smaller turn is the better explanation unless a larger one is clearly nearer.
      if (best && error >= best.error * 0.999 - 1e-9) continue;
      best = { error, view: (place) => move(seen(place)) };
    }
  }
  invariant(best, 'There are turns and stretches to try.');
  return best.view;
}

/** How the viewer sees a place of the turned head. */
function viewer(degrees: number, stretch: number): (place: Place) => Point {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return ({ x, y, z }) => ({ x: x * cos + z * sin, y: y * stretch });
}
