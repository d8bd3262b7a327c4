import { PART_SIZES, type CanvasSize, type Person } from '../types.ts';
import { ANIMAL_TEMPLATE } from './templates/animal.ts';

/** Length of a standing animal as a share of the canvas's short side. */
const LENGTH = 0.8;

/** Gives an animal that stands in the middle of a canvas, its head to the left. */
export function standingAnimal({ width, height }: CanvasSize): Person {
  const length = Math.min(width, height) * LENGTH;
  return {
    body: Array.from({ length: PART_SIZES.body }, () => null),
    animal: ANIMAL_TEMPLATE.map(({ x, y }) => ({ x: width / 2 + x * length, y: height / 2 + y * length })),
  };
}
