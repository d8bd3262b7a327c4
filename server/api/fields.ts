/*
 * Fields of requests as callers spell them: numbers that may be strings, yes and no that may be booleans, and null for
 * what is left out.
 */
import * as v from 'valibot';
import { ArmatureError } from '../../core/result/index.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

const number = v.union(
  [
    v.pipe(v.number(), v.finite()),
    v.pipe(v.string(), v.trim(), v.regex(/^[+-]?\d+(?:\.\d+)?$/), v.transform(Number)),
  ],
  'must be a number',
);

/** A number within a range, both ends included. */
export function numberWithin({ min, max }: Range, fallback: number) {
  const message = `must be between ${min} and ${max}`;
  return v.nullish(v.pipe(number, v.minValue(min, message), v.maxValue(max, message)), fallback);
}

/** A whole number within a range, both ends included. */
export function wholeWithin({ min, max }: Range, fallback: number) {
  const message = `must be between ${min} and ${max}`;
  const whole = v.integer('must be a whole number');
  return v.nullish(v.pipe(number, whole, v.minValue(min, message), v.maxValue(max, message)), fallback);
}

/** The side of a picture in px. */
export function sideWithin({ min, max, step }: Range & { readonly step: number }, fallback: number) {
  return v.pipe(wholeWithin({ min, max }, fallback), v.multipleOf(step, `must be divisible by ${step}`));
}

/** A seed, or null where one is to be drawn. */
export const seed = v.nullish(
  v.pipe(number, v.safeInteger('must be a whole number'), v.minValue(0, 'must not be negative')),
  null,
);

/** `"yes"` or `"no"`, or a boolean in either spelling. */
export function yesNo(fallback: boolean) {
  const spelled = v.union(
    [
      v.boolean(),
      v.pipe(
        v.picklist(['yes', 'no', 'true', 'false']),
        v.transform((word) => word === 'yes' || word === 'true'),
      ),
    ],
    'must be "yes" or "no"',
  );
  return v.nullish(spelled, fallback);
}

/** A text that may be left out. */
export const text = v.nullish(v.string('must be a text'), '');

/** A text that says something. */
export const requiredText = v.pipe(
  v.nullish(v.string('must be a text'), ''),
  v.trim(),
  v.nonEmpty('is required'),
);

/** A text or a number that names something, as a text; null where it is left out. */
export const name = v.nullish(
  v.union([v.string(), v.pipe(v.number(), v.transform(String))], 'must be a text'),
  null,
);

/**
 * Reads the fields of a body.
 *
 * @throws ArmatureError `bad-request` naming the first field that is wrong
 */
export function readFields<const Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  throw new ArmatureError({
    code: 'bad-request',
    message: path === null ? 'The body must be a JSON object.' : `${path} ${issue.message.slice(0, 600)}`,
  });
}
