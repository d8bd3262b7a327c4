/*
 * models-manifest.json: which models a page offers, where their files are and what they need. Whoever hosts
 * the page edits it, so everything is checked and every complaint names the field.
 */
import * as v from 'valibot';
import { DETECTOR_PIPELINES, KEYPOINT_LAYOUTS } from '../detect/index.ts';
import { WEIGHT_POLICIES } from '../quantize/index.ts';
import { ArmatureError } from '../result/index.ts';
import { SAMPLER_NAMES, SCHEDULER_NAMES } from '../sampling/index.ts';
import { words } from '../words/index.ts';
import { contradictions } from './contradictions.ts';

const relativePath = v.pipe(
  v.string(),
  v.regex(/^(?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)*\/?$/, 'must be a relative path'),
);
/** A file, and none of those that a store keeps beside models. */
const filePath = v.pipe(
  relativePath,
  v.regex(/^(?!.*\/$)(?!derived\/)(?!(?:record|journal)\.json)/, 'must be the path of a file of the model'),
);
const address = v.pipe(v.string(), v.regex(/^https?:\/\/[^\s?#]+$/, 'must be a web address'));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const licenseSchema = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty()),
  /** Where its text stands. */
  url: v.optional(address),
});

const sourceSchema = v.strictObject({
  /** `owner/name` on the hub. */
  repo: v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name')),
  /** Commit, or a branch where none is pinned. */
  revision: v.pipe(v.string(), v.regex(/^[\w./-]+$/)),
  license: licenseSchema,
});

const fileSchema = v.strictObject({
  /** Place in the model's folder, in the layout that diffusers saves. */
  path: filePath,
  /** Name of one of the entry's `sources`; without it the file lies in the entry's `base`. */
  source: v.optional(v.string()),
  /** Path in its source, where it is another one. */
  at: v.optional(filePath),
  /** The half of an autoencoder that is stored here; both unless given. */
  half: v.optional(v.picklist(['decoder', 'encoder'])),
  /** Fetched only when it is needed? */
  onDemand: v.optional(v.boolean()),
  /** Length; without it the file's length is learnt at the first download. */
  bytes: v.optional(count),
  /** Without it the digest is learnt at the first download and holds from then on. */
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'))),
  /**
   * How well length and digest are known: `A` by two independent sources, `B` by one, `C` the length alone and roughly,
   * `U` inferred. Files of the host itself need none.
   */
  grade: v.optional(v.picklist(['A', 'B', 'C', 'U'])),
});

const side = v.pipe(v.number(), v.integer(), v.multipleOf(8), v.minValue(64), v.maxValue(1024));
const samplingFields = {
  steps: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  guidance: v.pipe(v.number(), v.minValue(1), v.maxValue(20)),
  sampler: v.picklist(SAMPLER_NAMES),
  scheduler: v.picklist(SCHEDULER_NAMES),
};
/** Was it distilled to these very settings, so that others give worse pictures? */
const distilled = v.optional(v.boolean());

const entryFields = {
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/)),
  label: v.pipe(v.string(), v.nonEmpty()),
  /** One or two sentences for the person who chooses. */
  description: v.optional(v.string(), ''),
  license: licenseSchema,
  /** Folder of the files that have no source, relative to the manifest, ending in a slash. */
  base: v.optional(v.pipe(relativePath, v.endsWith('/'))),
  sources: v.optional(v.record(v.string(), sourceSchema), {}),
  files: v.pipe(v.array(fileSchema), v.nonEmpty()),
};

const needsSchema = v.strictObject({
  /** Is it of no use without a GPU? */
  gpu: v.boolean(),
  /** Memory on the GPU in bytes, at the usual size. */
  gpuBytes: v.optional(count),
  /** What it takes on this device's disk, in bytes, as the first policy stores it. */
  storageBytes: v.optional(count),
});

const modelSchema = v.strictObject({
  ...entryFields,
  kind: v.optional(v.literal('model'), 'model'),
  family: v.literal('stable-diffusion-1'),
  /** Comes with the page and is fetched with it; the others are downloaded on demand and kept. */
  builtIn: v.optional(v.boolean(), false),
  needs: v.optional(needsSchema),
  /** Ways to store the weights, the preferred one first; smaller ones are tried where it does not fit. */
  policies: v.optional(v.pipe(v.array(v.picklist(WEIGHT_POLICIES)), v.nonEmpty()), ['int8']),
  defaults: v.strictObject({
    prompt: v.string(),
    negativePrompt: v.string(),
    width: side,
    height: side,
    ...samplingFields,
  }),
  distilled,
  /** Picture sides that the model was trained for, in px. */
  sizes: v.pipe(v.array(side), v.nonEmpty()),
});

const presetSchema = v.strictObject({
  label: v.pipe(v.string(), v.nonEmpty()),
  /** Factor on the LoRA. */
  weight: v.optional(v.pipe(v.number(), v.finite()), 1),
  ...samplingFields,
  distilled,
});

const addonSchema = v.variant('kind', [
  v.strictObject({
    ...entryFields,
    kind: v.literal('lora'),
    family: v.literal('stable-diffusion-1'),
    /** Comes with the page and is fetched with it; the others are downloaded on demand and kept. */
    builtIn: v.optional(v.boolean(), false),
    /** Ids of the models that it fits; those of its family that do not come with the page unless given. */
    models: v.optional(v.pipe(v.array(v.string()), v.nonEmpty())),
    /** Settings that it was made for. */
    preset: v.optional(presetSchema),
  }),
  v.strictObject({
    ...entryFields,
    kind: v.literal('controlnet'),
    family: v.literal('stable-diffusion-1'),
  }),
  v.strictObject({
    ...entryFields,
    kind: v.literal('preview-decoder'),
    family: v.literal('stable-diffusion-1'),
  }),
  v.strictObject({
    ...entryFields,
    kind: v.literal('safety-checker'),
    needs: v.optional(needsSchema),
  }),
  /** A small language model that goes on with prompts. */
  v.strictObject({ ...entryFields, kind: v.literal('prompt-expander') }),
]);

const detectorSchema = v.strictObject({
  ...entryFields,
  kind: v.literal('detector'),
  /** Comes with the page and is fetched with it; the others are downloaded on demand and kept. */
  builtIn: v.optional(v.boolean(), false),
  /** How it is run, and so what its files are called. */
  pipeline: v.picklist(DETECTOR_PIPELINES),
  keypoints: v.picklist(KEYPOINT_LAYOUTS),
  /** Sides in px of what the keypoint network takes, where its file leaves them open. */
  inputSize: v.optional(v.strictObject({ width: count, height: count })),
});

/** An SRVGGNetCompact: its config.json and its weights, as they are. */
const upscalerSchema = v.strictObject({
  ...entryFields,
  kind: v.literal('upscaler'),
  /** Comes with the page and is fetched with it; the others are downloaded on demand and kept. */
  builtIn: v.optional(v.boolean(), false),
});

/** Anything that can be fetched and kept. */
export const entrySchema = v.union([modelSchema, addonSchema, detectorSchema, upscalerSchema]);

const manifestSchema = v.pipe(
  v.strictObject({
    version: v.literal(2),
    /** Where the sources' repositories are, ending in a slash. */
    hub: v.pipe(address, v.endsWith('/')),
    models: v.pipe(v.array(modelSchema), v.nonEmpty()),
    addons: v.optional(v.array(addonSchema), []),
    /** What finds people in pictures, the preferred one first. */
    detectors: v.optional(v.array(detectorSchema), []),
    /** What enlarges pictures, the preferred one first. */
    upscalers: v.optional(v.array(upscalerSchema), []),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const message of contradictions(listedEntries(dataset.value))) addIssue({ message });
  }),
);

/** One file: its place in the model's folder, where it comes from, and what is known of its bytes. */
export type ManifestFile = v.InferOutput<typeof fileSchema>;
/** One model of the manifest. */
export type ModelEntry = v.InferOutput<typeof modelSchema>;
/** Something that is used together with a model. */
export type AddonEntry = v.InferOutput<typeof addonSchema>;
/** A LoRA. */
export type LoraEntry = Extract<AddonEntry, { kind: 'lora' }>;
/** Something that finds people in pictures. */
export type DetectorEntry = v.InferOutput<typeof detectorSchema>;
/** Something that enlarges pictures. */
export type UpscalerEntry = v.InferOutput<typeof upscalerSchema>;
/** Anything that can be fetched and kept. */
export type StorableEntry = ModelEntry | AddonEntry | DetectorEntry | UpscalerEntry;
/** Values that the page starts with for a model: sides in px, guidance as the CFG scale. */
export type ModelDefaults = ModelEntry['defaults'];
/** Name of a licence and where its text stands. */
export type License = v.InferOutput<typeof licenseSchema>;
/** The whole manifest. */
export type ModelsManifest = v.InferOutput<typeof manifestSchema>;

interface Lists {
  readonly models: readonly ModelEntry[];
  readonly addons: readonly AddonEntry[];
  readonly detectors: readonly DetectorEntry[];
  readonly upscalers: readonly UpscalerEntry[];
}

/** Everything that a manifest lists. */
export function listedEntries({ models, addons, detectors, upscalers }: Lists): readonly StorableEntry[] {
  return [...models, ...addons, ...detectors, ...upscalers];
}

/**
 * Checks a parsed models-manifest.json.
 *
 * @param json - the result of `JSON.parse`
 * @throws ArmatureError `bad-config` naming the first field that is wrong
 */
export function parseManifest(json: unknown): ModelsManifest {
  const parsed = v.safeParse(manifestSchema, json, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new ArmatureError({
    code: 'bad-config',
    // Both repeat what they got, and that may be of any length.
    message: words`models-manifest.json: ${(v.getDotPath(issue) ?? 'the document').slice(0, 200)}: ${issue.message.slice(0, 300)}`,
    next: words`Correct that field of models-manifest.json and reload the page.`,
  });
}
