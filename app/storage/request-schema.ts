/*
 * A request as it is kept on this machine, with its pose and its pictures as they are: the database takes typed arrays.
 */
import * as v from 'valibot';
import { keptPose, type Pose } from '../../core/pose/index.ts';
import { parseGenerateRequest, type SeededRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';

const side = v.pipe(v.number(), v.integer(), v.minValue(1));
const imageSchema = v.object({ width: side, height: side, data: v.instance(Uint8ClampedArray) });
const poseSchema = v.custom<Pose>((kept) => keptPose(kept) !== undefined);
const controlSchema = v.variant('kind', [
  v.object({
    kind: v.literal('pose'),
    pose: poseSchema,
    people: v.exactOptional(v.array(v.pipe(v.number(), v.integer()))),
  }),
  v.object({ kind: v.literal('image'), image: imageSchema }),
  v.object({ kind: v.literal('none') }),
]);
const initSchema = v.object({
  image: imageSchema,
  strength: v.number(),
  mask: v.exactOptional(imageSchema),
});
const requestSchema = v.looseObject({ control: controlSchema, init: v.optional(initSchema) });

/** Reads a kept request; undefined where it is none, as one that another version wrote may be. */
export function keptRequest(row: unknown): SeededRequest | undefined {
  const parsed = v.safeParse(requestSchema, row);
  if (!parsed.success) return undefined;
  try {
    const request = parseGenerateRequest(parsed.output as unknown as SeededRequest);
    return request.seed === null ? undefined : { ...request, seed: request.seed };
  } catch (error) {
    if (error instanceof ArmatureError) return undefined;
    throw error;
  }
}
