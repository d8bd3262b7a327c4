/* Random poses that a body can take, alike in every run. */
import {
  BONE_NAMES,
  droppedToFloor,
  type Figure,
  freedomsOf,
  rotationOf,
  standingFigure,
  withRotation,
} from '../../../core/pose3d/index.ts';

/** A stream of numbers from 0 to 1 (a linear congruential generator with the constants of Numerical Recipes). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * A figure with every joint somewhere in its range.
 *
 * @param share - of the way from standing to the ends of the ranges
 */
export function randomFigure(random: () => number, share = 1): Figure {
  const figure = BONE_NAMES.filter((bone) => bone !== 'pelvis').reduce((posed, bone) => {
    const angles = freedomsOf(bone).map(({ min, max }) => (min + (max - min) * random()) * share);
    return withRotation(posed, bone, rotationOf(bone, angles));
  }, standingFigure());
  return droppedToFloor(figure);
}
