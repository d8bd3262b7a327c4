/*
 * What can be passed on of the work on the page, and the fields of it that links and project files have in common.
 */
import * as v from 'valibot';
import type { Pose } from '../pose/index.ts';
import { REQUEST_FIELDS } from '../request/index.ts';
import { words, type Words } from '../words/index.ts';

/** The words of the form; more characters than that nobody has written. */
const wording = v.pipe(v.string(), v.maxLength(50_000));
/** Ids of models and addons. */
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));

const { width, height, steps, guidance, guidanceEnd, sampler, scheduler, samples } = REQUEST_FIELDS;
const { noise, clipSkip, controlStrength, controlStart, controlEnd, controlMode } = REQUEST_FIELDS;

const SETTING_FIELDS = {
  ...{ width, height, steps, guidance, guidanceEnd, sampler, scheduler, samples },
  ...{ noise, clipSkip, controlStrength, controlStart, controlEnd, controlMode },
  seed: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Is a new seed taken for each picture? */
  freshSeed: v.boolean(),
};

const WORK_FIELDS = {
  prompt: wording,
  negativePrompt: wording,
  styles: v.pipe(
    v.array(v.object({ name: wording, prompt: wording, negativePrompt: wording })),
    v.maxLength(100),
    v.readonly(),
  ),
  model: id,
  controlNet: id,
  loras: v.pipe(
    v.array(v.object({ id, weight: v.pipe(v.number(), v.minValue(-2), v.maxValue(2)) })),
    v.maxLength(100),
    v.readonly(),
  ),
  leftOut: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.readonly()),
};

type FieldsOf<Schemas extends Readonly<Record<string, v.GenericSchema>>> = {
  readonly [Name in keyof Schemas]?: v.InferOutput<Schemas[Name]>;
};

/** The numbers and choices of a request, with the way in which its seed is chosen. */
export type SharedSettings = FieldsOf<typeof SETTING_FIELDS>;

/**
 * Work that is passed on: what is absent stays with the receiver as it is. Pictures, keys, accounts and back ends are no
 * part of it.
 */
export interface SharedWork extends FieldsOf<typeof WORK_FIELDS> {
  readonly pose?: Pose;
  readonly settings?: SharedSettings;
}

/** What was read, and what of it cannot be used here, in whole sentences. */
export interface SharedReading {
  readonly work: SharedWork;
  readonly notes: readonly Words[];
}

/** Everything of a work but its pose, as a document that can become JSON: of the same work always the same. */
export function fieldsOf({ settings, ...work }: SharedWork): Omit<SharedWork, 'pose'> {
  return {
    ...inOrderOf(WORK_FIELDS, work),
    ...(settings && { settings: inOrderOf(SETTING_FIELDS, settings) }),
  };
}

function inOrderOf<Fields extends object>(schemas: Readonly<Record<string, unknown>>, given: Fields): Fields {
  const fields = new Map(Object.entries(given));
  const there = Object.keys(schemas).filter((name) => fields.get(name) !== undefined);
  return Object.fromEntries(there.map((name) => [name, fields.get(name) as unknown])) as Fields;
}

/**
 * Reads the fields of a document, one by one: one that cannot be used is told and left out. Fields that mean nothing here
 * are passed over, so that later versions can add some.
 *
 * @param document - anything
 */
export function readFields(document: Readonly<Record<string, unknown>>): SharedReading {
  const notes: Words[] = [];
  const work = thatPass(WORK_FIELDS, document, notes);
  const given = document['settings'];
  const settings = isRecord(given) ? inOrder(thatPass(SETTING_FIELDS, given, notes), notes) : undefined;
  return { work: { ...work, ...(settings && { settings }) }, notes };
}

/** Is it an object with fields? */
export function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function thatPass<Schemas extends Readonly<Record<string, v.GenericSchema>>>(
  schemas: Schemas,
  given: Readonly<Record<string, unknown>>,
  notes: Words[],
): FieldsOf<Schemas> {
  const passed = Object.entries(schemas).flatMap(([name, schema]) => {
    if (!Object.hasOwn(given, name)) return [];
    const parsed = v.safeParse(schema, given[name]);
    if (parsed.success) return [[name, parsed.output] as const];
    notes.push(words`Its value of ${name} cannot be used here and is left out.`);
    return [];
  });
  return Object.fromEntries(passed) as FieldsOf<Schemas>;
}

/** A pose that ends to count before it begins would be refused with every picture. */
function inOrder(settings: SharedSettings, notes: Words[]): SharedSettings {
  const { controlStart = 0, controlEnd = 1, ...others } = settings;
  if (controlStart <= controlEnd) return settings;
  notes.push(words`Its values of controlStart and controlEnd contradict each other and are left out.`);
  return others;
}
