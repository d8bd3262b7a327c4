/*
 * Keypoints as OpenPose has them in JSON: a flat list of x, y and confidence.
 */
import { words } from '../../words/index.ts';
import { type Keypoint, type Keypoints, PART_SIZES, type PartName, type Point } from '../types.ts';
import { badPose } from './bad-pose.ts';

/** Far outside of every canvas; beyond it a coordinate is a mistake. */
export const MAX_COORDINATE = 100_000;
/** Where the 18 points are among the 25 of BODY_25, which has a mid-hip and feet beside them. */
const BODY_25: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
const BODY_25_SIZE = 25;
/** Where the mid-hip is in BODY_25. */
const BODY_25_MID_HIP = 8;
/** Where the feet begin in BODY_25; their order is ours. */
const BODY_25_FEET = 19;
/** Some detectors leave out the pupils, which are the last two points of a face. */
const FACE_SIZES: readonly number[] = [70, 69, 68];

/** One field of a document. */
export interface TripleField {
  readonly values: readonly number[];
  /** Where it stands, for messages. */
  readonly field: string;
  /** Points count as present above this confidence. */
  readonly minConfidence: number;
}

/** One field of a document that stands for a part. */
export interface PartField extends TripleField {
  readonly part: PartName;
}

/**
 * Reads the keypoints of a part.
 *
 * @returns undefined for a part without a single point, whether it is empty or has zeros in the place of all
 * @throws ArmatureError `bad-pose` for a number of points that the part cannot have
 */
export function keypointsOf(list: PartField): Keypoints | undefined {
  const { values, part, field } = list;
  if (values.length === 0) return undefined;
  const order = orderOf(values.length / 3, part);
  if (order) return partWith(pick(list, order));
  const sizes = expectedSizes(part);
  throw badPose(words`${field}: ${values.length} numbers are not three for each of ${sizes} points.`);
}

/** The feet that a body in the order of BODY_25 ends with. */
export function feetOfBody(list: TripleField): Keypoints | undefined {
  if (list.values.length !== BODY_25_SIZE * 3) return undefined;
  return partWith(
    pick(
      list,
      Array.from({ length: PART_SIZES.feet }, (_, foot) => BODY_25_FEET + foot),
    ),
  );
}

/** The point between the hips of a body in the order of BODY_25. */
export function midHipOfBody(list: TripleField): Keypoint | undefined {
  if (list.values.length !== BODY_25_SIZE * 3) return undefined;
  return pick(list, [BODY_25_MID_HIP])[0] ?? undefined;
}

/**
 * Reads a field of one point.
 *
 * @throws ArmatureError `bad-pose` for another number of values than three
 */
export function keypointOf(list: TripleField): Keypoint | undefined {
  const { values, field } = list;
  if (values.length === 0) return undefined;
  if (values.length !== 3)
    throw badPose(words`${field}: ${values.length} numbers are not three for one point.`);
  return pick(list, [0])[0] ?? undefined;
}

/** Whether a face has a number of points from which it is known which is which. */
export function isReadableFace(values: readonly number[]): boolean {
  return values.length === 0 || FACE_SIZES.includes(values.length / 3);
}

function partWith(points: Keypoints): Keypoints | undefined {
  return points.some((point) => point !== null) ? points : undefined;
}

function pick({ values, field, minConfidence }: TripleField, order: readonly number[]): Keypoints {
  return order.map((index) => {
    const [x = 0, y = 0, confidence = 0] = values.slice(index * 3, index * 3 + 3);
    if (confidence <= minConfidence) return null;
    if (Math.max(Math.abs(x), Math.abs(y)) > MAX_COORDINATE) {
      const place = `${field}[${index * 3}]`;
      throw badPose(words`${place}: the point (${x}, ${y}) is further than ${MAX_COORDINATE} px away.`);
    }
    return confidence < 1 ? { x, y, confidence } : { x, y };
  });
}

/** For each of our points its index in the file; an index past the end is a missing point. */
function orderOf(size: number, part: PartName): readonly number[] | undefined {
  if (part === 'body' && size === BODY_25_SIZE) return BODY_25;
  const fits = part === 'face' ? FACE_SIZES.includes(size) : size === PART_SIZES[part];
  return fits ? Array.from({ length: PART_SIZES[part] }, (_, index) => index) : undefined;
}

function expectedSizes(part: PartName): string {
  if (part === 'body') return `${PART_SIZES.body} or ${BODY_25_SIZE}`;
  return part === 'face' ? FACE_SIZES.toReversed().join(', ') : String(PART_SIZES[part]);
}

/** Makes x, y and confidence of a point as they are written. */
export type TripleOf = (point: Keypoint) => readonly [number, number, number];

/** Writes a part: three zeros for a missing point. */
export function triplesOf(points: Keypoints, tripleOf: TripleOf): readonly number[] {
  return points.flatMap((point) => (point ? tripleOf(point) : [0, 0, 0]));
}

/** Moves the points that are there in a list of triples; a list of another form, or of points out of reach, stays as it is. */
export function mapTriples(values: readonly number[], move: (point: Point) => Point): readonly number[] {
  const isInReach = values.every((value) => Math.abs(value) <= MAX_COORDINATE);
  if (values.length % 3 !== 0 || !isInReach) return values;
  return values.flatMap((_, i) => {
    if (i % 3 !== 0) return [];
    const [x = 0, y = 0, confidence = 0] = values.slice(i, i + 3);
    const at = confidence > 0 ? move({ x, y }) : { x, y };
    return [at.x, at.y, confidence];
  });
}
