/*
 * The `animals` of a document: for each a list of 17 points, as x, y and confidence in a row. Those of another form are
 * neither shown nor edited here, but they stand on the same canvas, so that their points move when the canvas changes.
 */
import { type ExtraFields, type Keypoints, PART_SIZES, type Person, type Point } from '../types.ts';
import { isRecord } from './is-record.ts';
import { keypointsOf, mapTriples, MAX_COORDINATE, type TripleOf, triplesOf } from './keypoint-triples.ts';
import { MAX_PEOPLE, traitsOf } from './openpose-schema.ts';

/** A field of our own: name, lock and hiding of the first animals, in the order of `animals`. */
const DETAILS_FIELD = 'animal_details';

/** The animals of a document, undefined those that cannot be shown, and its other fields. */
export interface AnimalReading {
  readonly animals: readonly (Person | undefined)[];
  readonly extra: ExtraFields | undefined;
}

/** Takes the animals of 17 points out of the fields of a document. Whatever else stands in their list stays there. */
export function takeAnimals(extra: ExtraFields | undefined, minConfidence: number): AnimalReading {
  const list: unknown = extra?.['animals'];
  if (!extra || !Array.isArray(list) || list.length > MAX_PEOPLE) return { animals: [], extra };
  const { [DETAILS_FIELD]: details, ...others } = extra;
  const areOurs = Array.isArray(details) && details.every(isRecord);
  const animals = list.map((values: unknown, index) =>
    animalOf(values, areOurs ? details[index] : undefined, minConfidence),
  );
  if (animals.every((animal) => animal === undefined)) return { animals, extra };
  const rest = list.filter((_, index) => !animals[index]);
  const fields = Object.entries(areOurs ? others : extra).filter(([name]) => name !== 'animals');
  if (rest.length > 0) fields.push(['animals', rest]);
  return { animals, extra: fields.length > 0 ? Object.fromEntries(fields) : undefined };
}

function animalOf(values: unknown, details: unknown, minConfidence: number): Person | undefined {
  if (!isPointList(values)) return undefined;
  const animal = keypointsOf({ values, part: 'animal', field: 'animals', minConfidence });
  return animal && { body: noBody(), animal, ...traitsOf(details) };
}

function isPointList(values: unknown): values is readonly number[] {
  return (
    Array.isArray(values) &&
    values.length === PART_SIZES.animal * 3 &&
    values.every((value) => Number.isFinite(value) && Math.abs(value as number) <= MAX_COORDINATE)
  );
}

function noBody(): Keypoints {
  return Array.from({ length: PART_SIZES.body }, () => null);
}

/** The fields of a document that tell its animals: those that are shown, then those that were kept as they came. */
export function animalFields(
  animals: readonly Person[],
  extra: ExtraFields | undefined,
  tripleOf: TripleOf,
): ExtraFields {
  if (animals.length === 0) return {};
  const others: unknown = extra?.['animals'];
  const details = animals.map(({ name, locked, hidden, extra: more }) => ({
    ...more,
    ...(name !== undefined && { name }),
    ...(locked && { locked }),
    ...(hidden && { hidden }),
  }));
  const hasDetails = details.some((one) => Object.keys(one).length > 0);
  return {
    animals: [
      ...animals.map(({ animal = [] }) => triplesOf(animal, tripleOf)),
      ...(Array.isArray(others) ? (others as unknown[]) : []),
    ],
    ...(hasDetails && { [DETAILS_FIELD]: details }),
  };
}

/** The points that are there of the animals that were kept as they came; none where the field is no list of triples. */
export function keptAnimalPoints(extra: ExtraFields | undefined): readonly Point[] {
  return (triplesIn(extra) ?? []).flatMap((animal) =>
    Array.from({ length: animal.length / 3 }, (_, i) => animal.slice(3 * i, 3 * i + 3)).flatMap(
      ([x = 0, y = 0, confidence = 0]) => (confidence > 0 ? [{ x, y }] : []),
    ),
  );
}

/** Moves the points of the animals that were kept. Other fields, and animals of an unknown form, stay as they are. */
export function mapKeptAnimals(extra: ExtraFields, move: (point: Point) => Point): ExtraFields {
  const animals = triplesIn(extra);
  if (!animals) return extra;
  const moved = animals.map((animal) => mapTriples(animal, move));
  return { ...extra, animals: moved };
}

function triplesIn(extra: ExtraFields | undefined): readonly (readonly number[])[] | undefined {
  const animals: unknown = extra?.['animals'];
  if (!Array.isArray(animals)) return undefined;
  const isTriples = (animal: unknown): animal is readonly number[] =>
    Array.isArray(animal) && animal.length % 3 === 0 && animal.every((value) => Number.isFinite(value));
  return animals.every(isTriples) ? animals : undefined;
}
