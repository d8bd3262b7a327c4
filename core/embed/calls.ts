/*
 * What a host may ask of the page. Hosts are not trusted: every call passes here before anything is done.
 */
import * as v from 'valibot';
import { REQUEST_FIELDS } from '../request/index.ts';
import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';
import { EMBED_PANELS, EMBED_THEMES } from './choices.ts';

type Given<T> = { readonly [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Messages may hold fields that are undefined, which counts as left out. */
function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}

const parametersSchema = v.pipe(v.partial(v.strictObject(REQUEST_FIELDS)), v.transform(given));

/** Fields of a request that a host sets; a seed of null stands for a new one each time. */
export type EmbedParameters = v.InferOutput<typeof parametersSchema>;

/** Where the people of a picture go: in the place of those on the canvas, beside them, or nowhere. */
const DETECT_PLACES = ['replace', 'add', 'none'] as const;

/** What each call takes. */
const INPUTS = {
  getPose: v.undefined(),
  /** A document in any form that the page reads, as text. */
  setPose: v.string(),
  getParameters: v.undefined(),
  setParameters: parametersSchema,
  generate: v.strictObject({
    parameters: v.optional(parametersSchema, {}),
    trackId: v.optional(v.pipe(v.string(), v.maxLength(200))),
  }),
  cancel: v.undefined(),
  detect: v.strictObject({
    /** A picture file. */
    bytes: v.instance(Uint8Array<ArrayBuffer>),
    place: v.optional(v.picklist(DETECT_PLACES), 'replace'),
    maxPeople: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)), 5),
    /** Points of less confidence are left out. */
    threshold: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.3),
  }),
  setTheme: v.picklist(EMBED_THEMES),
  setPanels: v.pipe(v.array(v.picklist(EMBED_PANELS)), v.minLength(1), v.maxLength(EMBED_PANELS.length)),
} as const;

/** Name of a call. */
export type EmbedCallName = keyof typeof INPUTS;

/** Names of all calls. */
export const EMBED_CALLS = Object.keys(INPUTS) as EmbedCallName[];

/** What a call takes, checked. */
export type EmbedInput<Name extends EmbedCallName> = v.InferOutput<(typeof INPUTS)[Name]>;

/**
 * Checks what a host gave to a call.
 *
 * @throws ArmatureError `bad-request` naming the field
 */
export function checkCall<Name extends EmbedCallName>(name: Name, input: unknown): EmbedInput<Name> {
  // Of a message with a million faults one is enough.
  const parsed = v.safeParse(INPUTS[name], input, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ArmatureError({
    code: 'bad-request',
    message: shortened(`${name}: ${v.getDotPath(issue) ?? 'its input'}: ${issue.message}`),
    next: words`docs/embedding.md has what each call takes.`,
  });
}

/** Messages of a schema repeat what was given, which may be long. */
export function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
