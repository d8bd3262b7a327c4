/*
 * What each part looks like in a diagram, for views that name its points.
 */
import type { PartName, Point } from '../../types.ts';
import { ANIMAL_TEMPLATE } from './animal.ts';
import { FACE_TEMPLATE } from './face.ts';
import { FOOT_TEMPLATE } from './feet.ts';
import { handTemplate } from './hands.ts';

/** Half the room between two feet, in lengths of a shin. */
const STANCE = 0.14;

/**
 * Places of the points of a part that is held so that they can be told apart: hands with the palm to us and fingers up,
 * face and feet from the front, an animal from its left. Unit and origin differ; y points down.
 */
export function formOf(part: Exclude<PartName, 'body'>): readonly Point[] {
  switch (part) {
    case 'leftHand':
      return handTemplate('open').map(({ x, y }) => ({ x: -y, y: -x }));
    case 'rightHand':
      return handTemplate('open').map(({ x, y }) => ({ x: y, y: -x }));
    case 'face':
      return FACE_TEMPLATE.map(({ x, y }) => ({ x, y }));
    case 'feet':
      return [1, -1].flatMap((side) => FOOT_TEMPLATE.map(({ x, y }) => ({ x: side * (STANCE + y), y: x })));
    case 'animal':
      return ANIMAL_TEMPLATE;
  }
}
