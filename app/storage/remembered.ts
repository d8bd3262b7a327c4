/*
 * What the page remembers over a reload: pose, form, settings and the choice of the models. Whatever is stored passes a schema; what does not is
 * forgotten, and the defaults take its place.
 */
import * as v from 'valibot';
import { keptPose, poseFromOpenPoseJson, type Pose } from '../../core/pose/index.ts';
import { REQUEST_FIELDS, REQUEST_LIMITS } from '../../core/request/index.ts';
import { WIDTH_RANGES } from '../columns/widths.ts';
import type { DetectorChoice } from '../detect/store.ts';
import type { FormState } from '../state/form.ts';
import type { ModelChoice } from '../state/models.ts';
import type { RemoteChoices } from '../state/remote.ts';
import { FIRST_SETTINGS, type Settings } from '../state/settings.ts';
import { LANGUAGE_TAGS } from '../words/language.ts';
import { fieldsThatPass } from './fields-that-pass.ts';
import type { TextStorage } from './kept-texts.ts';
import { knownChoices } from './remote-schema.ts';

/** What was remembered. */
export interface Remembered {
  readonly pose: Pose | undefined;
  /** A pose that this version cannot read, as it was found. It is kept until {@link forgetUnread}. */
  readonly unreadPose: string | undefined;
  readonly form: Partial<FormState>;
  /** Id of the model that the form was set for, as far as it was kept. */
  readonly formModel: string | undefined;
  readonly settings: Settings;
  readonly models: Partial<ModelChoice>;
  readonly remote: Partial<RemoteChoices>;
  readonly detect: DetectorChoice;
}

/** Name of the text of poses that wait for their shelf, which is one for all tabs. */
export const RESERVE_KEY = 'armature.poses.waiting';

const KEYS = {
  pose: 'armature.pose.2',
  /** OpenPose JSON, as the first versions kept it. */
  oldPose: 'armature.pose.1',
  form: 'armature.form.1',
  settings: 'armature.settings.1',
  models: 'armature.models.1',
  remote: 'armature.remote.1',
  detect: 'armature.detect.1',
  unreadPose: 'armature.pose.unread',
} as const;

/** Is it what the person works on, of which each tab has its own? */
export function isWork(key: string): boolean {
  return key === KEYS.pose || key === KEYS.form;
}

const FORM_FIELDS = {
  ...REQUEST_FIELDS,
  // One that is too long is refused when a picture is asked for, not taken away.
  prompt: v.string(),
  negativePrompt: v.string(),
  seed: v.pipe(v.number(), v.safeInteger(), v.minValue(REQUEST_LIMITS.seed.min)),
  freshSeed: v.boolean(),
  leftOut: v.array(v.pipe(v.number(), v.integer())),
  styles: v.array(v.object({ name: v.string(), prompt: v.string(), negativePrompt: v.string() })),
};

const columnsSchema = v.object({
  pose: v.pipe(v.number(), v.minValue(1), v.maxValue(99)),
  words: widthBetween(WIDTH_RANGES.words),
  panels: widthBetween(WIDTH_RANGES.panels),
});

const settingsSchema = v.object({
  language: v.fallback(
    v.optional(v.picklist(['system', ...LANGUAGE_TAGS]), FIRST_SETTINGS.language),
    FIRST_SETTINGS.language,
  ),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), FIRST_SETTINGS.theme),
  contrast: v.fallback(
    v.optional(v.picklist(['system', 'usual', 'more']), FIRST_SETTINGS.contrast),
    FIRST_SETTINGS.contrast,
  ),
  columns: v.fallback(v.optional(columnsSchema, FIRST_SETTINGS.columns), FIRST_SETTINGS.columns),
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
  safetyCheck: v.fallback(v.optional(v.boolean(), FIRST_SETTINGS.safetyCheck), FIRST_SETTINGS.safetyCheck),
});

const MODEL_FIELDS = {
  activeId: v.string(),
  controlNet: v.string(),
  loras: v.array(v.object({ id: v.string(), weight: v.pipe(v.number(), v.minValue(-2), v.maxValue(2)) })),
  hub: v.pipe(v.string(), v.regex(/^https?:\/\/[^\s?#]+\/$/)),
};

const detectSchema = v.object({ detectorId: v.optional(v.string()) });

function widthBetween({ min, max }: { readonly min: number; readonly max: number }) {
  return v.pipe(v.number(), v.minValue(min), v.maxValue(max));
}

/** Reads all that is remembered. */
export function recall(storage: TextStorage): Remembered {
  const settings = v.safeParse(settingsSchema, readJson(storage, KEYS.settings) ?? {});
  const detect = v.safeParse(detectSchema, readJson(storage, KEYS.detect));
  const form = readJson(storage, KEYS.form);
  return {
    ...recallPose(storage),
    form: fieldsThatPass(FORM_FIELDS, form),
    formModel: fieldsThatPass({ model: v.string() }, form).model,
    settings: settings.success ? settings.output : FIRST_SETTINGS,
    models: fieldsThatPass(MODEL_FIELDS, readJson(storage, KEYS.models)),
    remote: recallRemote(storage),
    detect: { detectorId: detect.success ? detect.output.detectorId : undefined },
  };
}

/** Remembers a part. */
export function remember(
  storage: TextStorage,
  part: Partial<{
    pose: Pose;
    /** With the id of the model that it is set for. */
    form: FormState & { readonly model: string };
    settings: Settings;
    models: ModelChoice;
    remote: RemoteChoices;
    detect: DetectorChoice;
  }>,
): void {
  if (part.pose) storage.setItem(KEYS.pose, JSON.stringify(part.pose));
  if (part.form) storage.setItem(KEYS.form, JSON.stringify(part.form));
  if (part.settings) storage.setItem(KEYS.settings, JSON.stringify(part.settings));
  if (part.models) storage.setItem(KEYS.models, JSON.stringify(part.models));
  if (part.remote) storage.setItem(KEYS.remote, JSON.stringify(part.remote));
  if (part.detect) storage.setItem(KEYS.detect, JSON.stringify(part.detect));
}

/** Lets go of a pose that cannot be read. */
export function forgetUnread(storage: TextStorage): void {
  storage.removeItem(KEYS.unreadPose);
}

/** Reads the choices of remote work, which another tab may have changed since. */
export function recallRemote(storage: TextStorage): Partial<RemoteChoices> {
  return knownChoices(readJson(storage, KEYS.remote));
}

function recallPose(storage: TextStorage): Pick<Remembered, 'pose' | 'unreadPose'> {
  const text = storage.getItem(KEYS.pose);
  const kept = keptPose(readJson(storage, KEYS.pose));
  // The next edit would overwrite it.
  if (text !== null && !kept) {
    storage.setItem(KEYS.unreadPose, text);
    storage.removeItem(KEYS.pose);
  }
  return { pose: kept ?? oldPose(storage), unreadPose: storage.getItem(KEYS.unreadPose) ?? undefined };
}

function oldPose(storage: TextStorage): Pose | undefined {
  const old = readJson(storage, KEYS.oldPose);
  if (old === undefined) return undefined;
  try {
    return poseFromOpenPoseJson(old);
  } catch {
    return undefined;
  }
}

function readJson(storage: TextStorage, key: string): unknown {
  const text = storage.getItem(key);
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
