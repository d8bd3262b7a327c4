import { expect, it } from 'vitest';
import { figureName, keypointLabel, type PartName } from '../../../core/pose/index.ts';

it.each([
  ['body', 4, 'right wrist'],
  ['leftHand', 0, 'left hand, wrist'],
  ['leftHand', 8, 'left hand, index tip'],
  ['rightHand', 1, 'right hand, thumb base'],
  ['rightHand', 17, 'right hand, little finger knuckle'],
  ['face', 2, 'face, jaw 3'],
  ['face', 17, 'face, right brow 1'],
  ['face', 42, 'face, left eye 1'],
  ['face', 48, 'face, outer lips 1'],
  ['face', 67, 'face, inner lips 8'],
  ['face', 69, 'face, left pupil'],
  ['feet', 5, 'right heel'],
  ['animal', 4, 'root of the tail'],
] as const)('%s %i is "%s"', (part, joint, label) => {
  expect(keypointLabel({ part, joint })).toBe(label);
});

it('names every point, and no two alike', () => {
  const sizes: readonly (readonly [PartName, number])[] = [
    ['body', 18],
    ['leftHand', 21],
    ['rightHand', 21],
    ['face', 70],
    ['feet', 6],
  ];
  const ofAnimal = Array.from({ length: 17 }, (_, joint) => keypointLabel({ part: 'animal', joint }));
  expect(new Set(ofAnimal).size).toBe(17);
  const labels = sizes.flatMap(([part, size]) =>
    Array.from({ length: size }, (_, joint) => keypointLabel({ part, joint })),
  );
  expect(new Set(labels).size).toBe(136);
  expect(labels.filter((label) => label.includes('point'))).toEqual([]);
  expect(keypointLabel({ joint: 1 })).toBe('neck');
});

it('calls people and animals by their name or their number', () => {
  expect(figureName({ name: 'Ada' }, 4)).toBe('Ada');
  expect(figureName({}, 4)).toBe('Person 5');
  expect(figureName({ animal: [] }, 1)).toBe('Animal 2');
});
