/*
 * Faces of a number of points of which nobody can tell which is which, as a person's files had them. They are neither
 * shown nor edited here, but they stand on the same canvas and go along with the person.
 */
import type { ExtraFields, Point } from '../types.ts';
import { isReadableFace, mapTriples } from './keypoint-triples.ts';
import { PART_FIELDS } from './openpose-schema.ts';

const FIELD = PART_FIELDS.face;

/** Is this a face of which at least one point is there, but none can be told? */
export function isUnknownFace(values: readonly number[], minConfidence: number): boolean {
  return !isReadableFace(values) && values.some((value, index) => index % 3 === 2 && value > minConfidence);
}

/** Puts a face that cannot be told among the fields that mean nothing here. */
export function withKeptFace(extra: ExtraFields | undefined, values: readonly number[]): ExtraFields {
  return { ...extra, [FIELD]: values };
}

/** The face among the fields that mean nothing here; undefined where there is none. */
export function keptFaceOf(extra: ExtraFields | undefined): readonly number[] | undefined {
  const values: unknown = extra?.[FIELD];
  const isNumbers = (list: readonly unknown[]): list is readonly number[] =>
    list.every((value) => Number.isFinite(value));
  return Array.isArray(values) && isNumbers(values) ? values : undefined;
}

/** The fields that mean nothing here without the face among them. */
export function withoutKeptFace(extra: ExtraFields): ExtraFields {
  return Object.fromEntries(Object.entries(extra).filter(([name]) => name !== FIELD));
}

/** Moves the face among the fields that mean nothing here; the same fields where there is none. */
export function mapKeptFace(extra: ExtraFields, move: (point: Point) => Point): ExtraFields {
  const values = keptFaceOf(extra);
  return values ? withKeptFace(extra, mapTriples(values, move)) : extra;
}
