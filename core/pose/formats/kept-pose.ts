/*
 * A pose as this program keeps it for itself: all that it has, to the last digit, names, locks and confidences included.
 * Files for others are OpenPose JSON.
 */
import * as v from 'valibot';
import { CANVAS_LIMITS } from '../edit/canvas.ts';
import { PART_SIZES, type PartName, type Pose } from '../types.ts';
import { isShallow } from './nesting.ts';

const finite = v.pipe(v.number(), v.finite());
const point = v.object({
  x: finite,
  y: finite,
  confidence: v.exactOptional(v.pipe(finite, v.minValue(0), v.maxValue(1))),
});
const keypoint = v.nullable(point);
const part = (name: PartName) => v.pipe(v.array(keypoint), v.length(PART_SIZES[name]));
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 * CANVAS_LIMITS.max));
const extra = v.exactOptional(
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.check((value) => isShallow(value)),
  ),
);

const poseSchema = v.object({
  width: side,
  height: side,
  people: v.array(
    v.object({
      body: part('body'),
      leftHand: v.exactOptional(part('leftHand')),
      rightHand: v.exactOptional(part('rightHand')),
      face: v.exactOptional(part('face')),
      feet: v.exactOptional(part('feet')),
      animal: v.exactOptional(part('animal')),
      midHip: v.exactOptional(point),
      name: v.exactOptional(v.string()),
      locked: v.exactOptional(v.boolean()),
      hidden: v.exactOptional(v.boolean()),
      extra,
    }),
  ),
  extra,
});

/** Reads a kept pose; undefined where it is none. */
export function keptPose(json: unknown): Pose | undefined {
  const { success, output } = v.safeParse(poseSchema, json);
  return success ? output : undefined;
}
