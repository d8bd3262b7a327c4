/*
 * Pieces of the config schemas. A config.json is somebody else's document: fields that we do not know are left alone,
 * fields that ask for what we do not do are refused by name.
 */
import * as v from 'valibot';
import { ArmatureError } from '../../result/index.ts';
import { verbatim, type Words, words } from '../../words/index.ts';

/** A schema for one field, from anything to `T`. */
export type Field<T> = v.GenericSchema<unknown, T>;

/** A whole number of at least one. */
export const count: Field<number> = v.pipe(v.unknown(), v.number(), v.integer(), v.minValue(1));

/** A number for each stage of a network; every network has at least one. */
export type Stages = readonly [number, ...number[]];

/** One {@link count} per stage. */
export const counts: Field<Stages> = v.pipe(
  v.unknown(),
  v.array(count),
  v.minLength(1),
  v.transform((list) => list as [number, ...number[]]),
);

/** A {@link count} for all stages, or one per stage. */
export const countOrCounts: Field<number | readonly number[]> = v.union(
  [count, counts],
  'must be a whole number above 0, or a list of them',
);

/** A finite number above zero. */
export const positive: Field<number> = v.pipe(v.unknown(), v.number(), v.finite(), v.gtValue(0));

/** A field that older files lack: `fallback` is what the reference implementation takes. */
export function withDefault<T>(field: Field<T>, fallback: T): Field<T> {
  return v.optional(field, () => fallback);
}

/** A list of block types, each one of `known`. */
export function blockTypes<const T extends string>(known: readonly T[]): Field<readonly T[]> {
  const block = v.picklist(known, (issue) => `${issue.received} is not supported; ${known.join(', ')} are`);
  return v.pipe(v.unknown(), v.array(block), v.minLength(1));
}

/** A field of which only `value` is supported; it may be absent. */
export function only<T extends string | boolean | number | null>(value: T): Field<T> {
  const wanted = JSON.stringify(value);
  const same = v.custom<T>(
    (found) => found === value,
    (issue) => `${issue.received} is not supported; ${wanted} is`,
  );
  return v.optional(same, () => value);
}

/** The class that wrote the file, where it says so. */
export function className(name: string): Field<string | undefined> {
  return v.optional(
    v.literal(name, (issue) => `this is the config of a ${issue.received}, not of a ${name}`),
  );
}

/**
 * Checks a parsed config.json.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the first field that is wrong
 */
export function parseConfig<T>(schema: Field<T>, json: unknown, file: string): T {
  const parsed = v.safeParse(schema, json, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue);
  // The message repeats what it got, and that may be of any length.
  const message = verbatim(issue.message.slice(0, 200));
  throw badConfig(file, field === null ? message : words`${field.slice(0, 200)}: ${message}`);
}

/** The error for a config that cannot be followed. */
export function badConfig(file: string, complaint: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-config',
    message: words`${file}: ${complaint}`,
    next: words`Choose a model of the Stable Diffusion 1.x or 2.x family in diffusers format.`,
  });
}

/**
 * Group norms need channel counts that divide into groups.
 *
 * @throws ArmatureError `bad-config` naming the first that does not
 */
export function requireGroups(channels: readonly number[], groups: number, file: string): void {
  const odd = channels.find((found) => found % groups !== 0);
  if (odd === undefined) return;
  throw badConfig(file, words`block_out_channels: ${odd} does not divide into norm_num_groups = ${groups}`);
}
