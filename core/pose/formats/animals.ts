/*
 * Animals of a document: they are neither shown nor edited here, but they stand on the same canvas as the people, so
 * that their points move when the canvas changes.
 */
import type { ExtraFields, Point } from '../types.ts';

/** The points of a document's animals that are there; none where the field is no list of number triples. */
export function animalPoints(extra: ExtraFields | undefined): readonly Point[] {
  return (animalsOf(extra) ?? []).flatMap((animal) =>
    Array.from({ length: animal.length / 3 }, (_, i) => animal.slice(3 * i, 3 * i + 3)).flatMap(
      ([x = 0, y = 0, confidence = 0]) => (confidence > 0 ? [{ x, y }] : []),
    ),
  );
}

/** Moves the points of a document's animals. Other fields, and animals of an unknown form, stay as they are. */
export function mapAnimals(extra: ExtraFields, move: (point: Point) => Point): ExtraFields {
  const animals = animalsOf(extra);
  if (!animals) return extra;
  const moved = animals.map((animal) =>
    animal.flatMap((_, i) => {
      if (i % 3 !== 0) return [];
      const [x = 0, y = 0, confidence = 0] = animal.slice(i, i + 3);
      const at = confidence > 0 ? move({ x, y }) : { x, y };
      return [at.x, at.y, confidence];
    }),
  );
  return { ...extra, animals: moved };
}

function animalsOf(extra: ExtraFields | undefined): readonly (readonly number[])[] | undefined {
  const animals: unknown = extra?.['animals'];
  if (!Array.isArray(animals)) return undefined;
  const isTriples = (animal: unknown): animal is readonly number[] =>
    Array.isArray(animal) && animal.length % 3 === 0 && animal.every((value) => Number.isFinite(value));
  return animals.every(isTriples) ? animals : undefined;
}
