/*
 * What the address of an embedded page sets, behind the question mark.
 */
import * as v from 'valibot';
import { REQUEST_FIELDS } from '../request/index.ts';
import { type EmbedParameters, shortened } from './calls.ts';
import {
  EMBED_BACKENDS,
  EMBED_PANELS,
  EMBED_SAFETY,
  type EmbedPanel,
  type EmbedSafety,
  EMBED_THEMES,
  type EmbedTheme,
} from './choices.ts';

/** What an address asks for. What it leaves out is undefined. */
export interface EmbedAddress {
  readonly panels: readonly EmbedPanel[] | undefined;
  readonly theme: EmbedTheme | undefined;
  /** Names of `EMBED_BACKENDS`. */
  readonly backends: readonly string[] | undefined;
  /** What is wanted of pictures; whatever else stands there counts as `required`. */
  readonly safety: EmbedSafety;
  /** Under which name pose and form are remembered. */
  readonly memory: string | undefined;
  /** Id of a pose of the library, or a pose document as JSON. */
  readonly pose: string | undefined;
  readonly parameters: EmbedParameters;
  /** What could not be used, a sentence each. */
  readonly problems: readonly string[];
}

const listOf = <Item extends string>(names: readonly Item[]) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((part) => part.trim())),
    v.array(v.picklist(names)),
    v.transform((chosen) => names.filter((name) => chosen.includes(name))),
  );

/** Names of memories go into the browser's storage, beside a prefix of ours. */
const memorySchema = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,40}$/, 'letters, digits, - and _ only, at most 40'),
);

const WORDS: readonly string[] = [
  'prompt',
  'negativePrompt',
  'sampler',
  'scheduler',
  'noise',
  'controlMode',
] satisfies readonly (keyof EmbedParameters)[];

function parameterOf(name: string, text: string): unknown {
  if (WORDS.includes(name)) return text;
  // An empty text is the number 0 to the language, and a slip to people.
  return text.trim() === '' ? text : Number(text);
}

/**
 * Reads an address. A setting that cannot be used is told and left out; names that mean nothing here are passed over.
 *
 * @param settings - names and values, decoded; of a name that comes twice the last counts
 */
export function readEmbedAddress(settings: Iterable<readonly [string, string]>): EmbedAddress {
  const given = new Map(settings);
  const problems: string[] = [];
  const take = <T>(name: string, schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined => {
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return parsed.output;
    problems.push(shortened(`${name} in the address: ${parsed.issues[0].message}.`));
    return undefined;
  };
  const setting = <T>(name: string, schema: v.GenericSchema<unknown, T>): T | undefined =>
    given.has(name) ? take(name, schema, given.get(name)) : undefined;
  const parameters = Object.entries(REQUEST_FIELDS).flatMap(([name, schema]) => {
    const text = given.get(name);
    if (text === undefined) return [];
    const value = take<unknown>(name, schema, parameterOf(name, text));
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    panels: setting('panels', listOf(EMBED_PANELS)),
    theme: setting('theme', v.picklist(EMBED_THEMES)),
    backends: setting('backends', listOf(EMBED_BACKENDS)),
    safety: given.has('safety') ? (setting('safety', v.picklist(EMBED_SAFETY)) ?? 'required') : 'optional',
    memory: setting('memory', memorySchema),
    pose: given.get('pose'),
    parameters: Object.fromEntries(parameters),
    problems,
  };
}
