/*
 * What the page remembers over a reload: pose, form, settings and the choice of the models. Whatever is stored passes a schema; what does not is
 * forgotten, and the defaults take its place.
 */
import * as v from 'valibot';
import { poseFromOpenPoseJson, type Pose } from '../../core/pose/index.ts';
import { REQUEST_FIELDS } from '../../core/request/index.ts';
import type { DetectorChoice } from '../detect/store.ts';
import type { FormState } from '../state/form.ts';
import type { ModelChoice } from '../state/models.ts';
import type { RemoteChoices } from '../state/remote.ts';
import { FIRST_SETTINGS, type Settings } from '../state/settings.ts';
import { keptPose } from './pose-schema.ts';
import { knownChoices } from './remote-schema.ts';

/** The part of localStorage that is used. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What was remembered. */
export interface Remembered {
  readonly pose: Pose | undefined;
  readonly form: Partial<FormState>;
  readonly settings: Settings;
  readonly models: Partial<ModelChoice>;
  readonly remote: Partial<RemoteChoices>;
  readonly detect: DetectorChoice;
}

const KEYS = {
  pose: 'armature.pose.2',
  /** OpenPose JSON, as the first versions kept it. */
  oldPose: 'armature.pose.1',
  form: 'armature.form.1',
  settings: 'armature.settings.1',
  models: 'armature.models.1',
  remote: 'armature.remote.1',
  detect: 'armature.detect.1',
} as const;

const formSchema = v.partial(
  v.object({ ...REQUEST_FIELDS, freshSeed: v.boolean(), leftOut: v.array(v.pipe(v.number(), v.integer())) }),
);

const settingsSchema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), FIRST_SETTINGS.theme),
  backend: v.fallback(v.picklist(['auto', 'webgpu', 'wasm']), FIRST_SETTINGS.backend),
  previewEvery: v.fallback(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), FIRST_SETTINGS.previewEvery),
    FIRST_SETTINGS.previewEvery,
  ),
  decoder: v.fallback(
    v.optional(v.picklist(['full', 'fast']), FIRST_SETTINGS.decoder),
    FIRST_SETTINGS.decoder,
  ),
  drawFeet: v.fallback(v.optional(v.boolean(), FIRST_SETTINGS.drawFeet), FIRST_SETTINGS.drawFeet),
  checkPose: v.fallback(v.optional(v.boolean(), FIRST_SETTINGS.checkPose), FIRST_SETTINGS.checkPose),
});

const modelsSchema = v.partial(
  v.object({
    activeId: v.string(),
    controlNet: v.string(),
    loras: v.array(v.object({ id: v.string(), weight: v.pipe(v.number(), v.minValue(-2), v.maxValue(2)) })),
    hub: v.pipe(v.string(), v.regex(/^https?:\/\/[^\s?#]+\/$/)),
  }),
);

const detectSchema = v.object({ detectorId: v.optional(v.string()) });

/** Reads all that is remembered. */
export function recall(storage: TextStorage): Remembered {
  const form = v.safeParse(formSchema, readJson(storage, KEYS.form));
  const settings = v.safeParse(settingsSchema, readJson(storage, KEYS.settings) ?? {});
  const models = v.safeParse(modelsSchema, readJson(storage, KEYS.models));
  const detect = v.safeParse(detectSchema, readJson(storage, KEYS.detect));
  return {
    pose: recallPose(storage),
    form: form.success ? (form.output as Partial<FormState>) : {},
    settings: settings.success ? settings.output : FIRST_SETTINGS,
    models: models.success ? (models.output as Partial<ModelChoice>) : {},
    remote: recallRemote(storage),
    detect: { detectorId: detect.success ? detect.output.detectorId : undefined },
  };
}

/** Remembers a part. A full or forbidden storage costs the memory, not the work. */
export function remember(
  storage: TextStorage,
  part: Partial<{
    pose: Pose;
    form: FormState;
    settings: Settings;
    models: ModelChoice;
    remote: RemoteChoices;
    detect: DetectorChoice;
  }>,
): void {
  try {
    if (part.pose) storage.setItem(KEYS.pose, JSON.stringify(part.pose));
    if (part.form) storage.setItem(KEYS.form, JSON.stringify(part.form));
    if (part.settings) storage.setItem(KEYS.settings, JSON.stringify(part.settings));
    if (part.models) storage.setItem(KEYS.models, JSON.stringify(part.models));
    if (part.remote) storage.setItem(KEYS.remote, JSON.stringify(part.remote));
    if (part.detect) storage.setItem(KEYS.detect, JSON.stringify(part.detect));
  } catch {
    // Nothing is lost that is on the page.
  }
}

/** Reads the choices of remote work, which another tab may have changed since. */
export function recallRemote(storage: TextStorage): Partial<RemoteChoices> {
  return knownChoices(readJson(storage, KEYS.remote));
}

function recallPose(storage: TextStorage): Pose | undefined {
  const kept = keptPose(readJson(storage, KEYS.pose));
  const old = kept ? undefined : readJson(storage, KEYS.oldPose);
  if (old === undefined) return kept;
  try {
    return poseFromOpenPoseJson(old);
  } catch {
    return undefined;
  }
}

function readJson(storage: TextStorage, key: string): unknown {
  try {
    const text = storage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
