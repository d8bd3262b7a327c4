/*
 * The `parameters` text that AUTOMATIC1111's web UI writes into its pictures and that galleries and other user
 * interfaces read: the prompt, a line with the negative prompt, and one line of settings.
 */

/** What made a picture, in the words of the settings line. */
export interface PictureSettings {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly steps: number;
  /** Sampler as A1111 names it, e.g. "DPM++ 2M". */
  readonly sampler?: string;
  /** Schedule type as A1111 names it, e.g. "Karras". */
  readonly scheduleType?: string;
  /** Classifier-free guidance scale. */
  readonly guidance: number;
  readonly seed: number;
  /** Which picture of one draw of noise it is, from 0; absent where the seed alone gives it again. */
  readonly inBatch?: { readonly index: number; readonly count: number };
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  readonly model: string;
  /** Layer of the text encoder, counted from the last; 1 is not told. */
  readonly clipSkip: number;
  /** Generator of the noise as A1111 names it. */
  readonly rng?: 'CPU' | 'GPU';
  /** Share of the way from an input picture to noise; absent without one. */
  readonly strength?: number;
  /** Absent where no ControlNet ran. */
  readonly controlNet?: {
    /** Factor on the residuals. */
    readonly weight: number;
    /** Shares of the steps. */
    readonly start: number;
    readonly end: number;
    /** As A1111 names it, e.g. "Balanced". */
    readonly mode: string;
  };
}

/** A `parameters` text taken apart. */
export interface A1111Parameters {
  readonly prompt: string;
  readonly negativePrompt: string;
  /** The settings line by name, e.g. "Steps" to "20"; empty where there is none. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Ours: in A1111 each picture has a seed of its own. */
export const IN_BATCH = 'Picture in batch';

const NEGATIVE = 'Negative prompt:';
/** A last line with fewer settings than this belongs to the prompt. */
const FEWEST_SETTINGS = 3;

/** Writes the `parameters` text of a picture. */
export function formatA1111Parameters(picture: PictureSettings): string {
  const settings: Record<string, string | number> = {
    Steps: picture.steps,
    ...(picture.sampler !== undefined && { Sampler: picture.sampler }),
    ...(picture.scheduleType !== undefined && { 'Schedule type': picture.scheduleType }),
    'CFG scale': picture.guidance,
    Seed: picture.seed,
    ...(picture.inBatch && { [IN_BATCH]: `${picture.inBatch.index + 1} of ${picture.inBatch.count}` }),
    Size: `${picture.width}x${picture.height}`,
    Model: picture.model,
    ...(picture.strength !== undefined && { 'Denoising strength': picture.strength }),
    ...(picture.clipSkip !== 1 && { 'Clip skip': picture.clipSkip }),
    ...(picture.rng !== undefined && { RNG: picture.rng }),
    ...(picture.controlNet && { 'ControlNet 0': controlNetSettings(picture.controlNet) }),
  };
  const line = Object.entries(settings)
    .map(([name, value]) => `${name}: ${quoted(String(value))}`)
    .join(', ');
  const negative = picture.negativePrompt === '' ? [] : [`${NEGATIVE} ${picture.negativePrompt}`];
  return [picture.prompt, ...negative, line].join('\n');
}

function controlNetSettings({
  weight,
  start,
  end,
  mode,
}: NonNullable<PictureSettings['controlNet']>): string {
  return `Module: none, Weight: ${weight}, Guidance Start: ${start}, Guidance End: ${end}, Control Mode: ${mode}`;
}

/** Takes a `parameters` text apart, of this program or of another one. Any text is readable: at worst it is all prompt. */
export function parseA1111Parameters(text: string): A1111Parameters {
  const lines = text.split(/\r?\n/);
  const settings = settingsOf(lines.at(-1) ?? '');
  const isSettings = settings.size >= FEWEST_SETTINGS;
  const prompts = isSettings ? lines.slice(0, -1) : lines;
  const negativeStart = prompts.findIndex((line) => line.startsWith(NEGATIVE));
  const positive = negativeStart < 0 ? prompts : prompts.slice(0, negativeStart);
  const negative = negativeStart < 0 ? '' : prompts.slice(negativeStart).join('\n').slice(NEGATIVE.length);
  return {
    prompt: positive.join('\n').trim(),
    negativePrompt: negative.trim(),
    settings: isSettings ? settings : new Map(),
  };
}

function quoted(value: string): string {
  return /[,:\n]/.test(value) ? JSON.stringify(value) : value;
}

function settingsOf(line: string): Map<string, string> {
  const settings = new Map<string, string>();
  const pair = /\s*([A-Za-z_][\w \-/]*):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)/gy;
  for (const [, name, value] of line.matchAll(pair)) {
    if (name !== undefined && value !== undefined) settings.set(name.trim(), unquoted(value.trim()));
  }
  return settings;
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === 'string' ? text : value;
  } catch {
    return value;
  }
}
