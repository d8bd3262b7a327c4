/*
 * models-manifest.json: which models a page offers, where their files are and what they need. Whoever hosts
 * the page edits it, so everything is checked and every complaint names the field.
 */
import * as v from 'valibot';
import { ArmatureError } from '../result/index.ts';
import { SAMPLER_NAMES, SCHEDULER_NAMES } from '../sampling/index.ts';

const fileSchema = v.strictObject({
  /** Relative to the model's `base`. */
  path: v.pipe(v.string(), v.regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/, 'must be a relative path')),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')),
});

const side = v.pipe(v.number(), v.integer(), v.multipleOf(8), v.minValue(64), v.maxValue(1024));

const modelSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9.-]+$/)),
  label: v.pipe(v.string(), v.nonEmpty()),
  license: v.pipe(v.string(), v.nonEmpty()),
  /** Folder of the files, relative to the manifest, ending in a slash. */
  base: v.pipe(v.string(), v.endsWith('/')),
  files: v.pipe(v.array(fileSchema), v.nonEmpty()),
  defaults: v.strictObject({
    prompt: v.string(),
    negativePrompt: v.string(),
    width: side,
    height: side,
    steps: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    guidance: v.pipe(v.number(), v.minValue(1), v.maxValue(20)),
    sampler: v.picklist(SAMPLER_NAMES),
    scheduler: v.picklist(SCHEDULER_NAMES),
  }),
  /** Picture sides that the model was trained for, in px. */
  sizes: v.pipe(v.array(side), v.nonEmpty()),
});

const manifestSchema = v.strictObject({
  version: v.literal(1),
  models: v.pipe(v.array(modelSchema), v.nonEmpty()),
});

/** One file of a model: path relative to the model's base, length in bytes, SHA-256 in hex. */
export type ManifestFile = v.InferOutput<typeof fileSchema>;
/** One model of the manifest. */
export type ModelEntry = v.InferOutput<typeof modelSchema>;
/** Values that the page starts with for a model: sides in px, guidance as the CFG scale. */
export type ModelDefaults = ModelEntry['defaults'];
/** The whole manifest. */
export type ModelsManifest = v.InferOutput<typeof manifestSchema>;

/**
 * Checks a parsed models-manifest.json.
 *
 * @param json - the result of `JSON.parse`
 * @throws ArmatureError `bad-config` naming the first field that is wrong
 */
export function parseManifest(json: unknown): ModelsManifest {
  const parsed = v.safeParse(manifestSchema, json);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new ArmatureError({
    code: 'bad-config',
    message: `models-manifest.json: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`,
    next: 'Correct that field of models-manifest.json and reload the page.',
  });
}
