/*
 * The `parameters` text of AUTOMATIC1111's web UI, Forge, and those who write the same.
 */
import * as v from 'valibot';
import { IN_BATCH, parseA1111Parameters } from '../../png/index.ts';
import {
  SAMPLER_NAMES,
  type SamplerName,
  SAMPLERS,
  SCHEDULER_NAMES,
  type SchedulerName,
  SCHEDULERS,
} from '../../sampling/index.ts';
import { words, type Words } from '../../words/index.ts';
import { type PlaceInRun, placeInRunSchema } from '../picture-texts.ts';
import type { ControlMode } from '../schema.ts';
import { type Candidates, type Recipe, shortened, takeSettings } from './recipe.ts';

/** Settings that are read, or that change nothing in the picture. */
const READ: ReadonlySet<string> = new Set([
  'Steps',
  'Sampler',
  'Schedule type',
  'CFG scale',
  'Seed',
  IN_BATCH,
  'Size',
  'Model',
  'Denoising strength',
  'Clip skip',
  'RNG',
  'ControlNet 0',
]);
const HARMLESS = /^(?:Version|User|.*hash(?:es)?|Batch (?:size|pos)|Mask blur|Masked content)$/i;

/** What "Automatic" stands for: the schedule that each sampler was made with there; `normal` for all others. */
const USUAL: Partial<Record<SamplerName, SchedulerName>> = {
  dpm_2: 'karras',
  dpm_2_ancestral: 'karras',
  dpmpp_2s_ancestral: 'karras',
  dpmpp_2m: 'karras',
  dpmpp_sde: 'karras',
  dpmpp_2m_sde: 'exponential',
  dpmpp_3m_sde: 'exponential',
};

/** Names of schedules that differ from the labels of our table. */
const OTHER_SCHEDULES: Readonly<Record<string, SchedulerName>> = {
  uniform: 'normal',
  ddim: 'ddim_uniform',
  sgmuniform: 'sgm_uniform',
};

const CONTROL_MODES: Readonly<Record<string, ControlMode>> = {
  balanced: 'balanced',
  'my prompt is more important': 'prompt',
  'controlnet is more important': 'control',
};

/** Reads the text; undefined where it has no settings. */
export function a1111Recipe(text: string): Recipe | undefined {
  const { prompt, negativePrompt, settings: line } = parseA1111Parameters(text);
  if (line.size === 0) return undefined;
  const { words, loras } = withoutLoras(prompt);
  const [width, height] = (line.get('Size') ?? '').split('x', 2).map(Number);
  const { sampler, scheduler, notes: samplingNotes } = samplingIn(line);
  const inBatch = placeIn(line);
  const unit = line.get('ControlNet 0');
  const candidates: Candidates = {
    prompt: words,
    negativePrompt,
    ...{ sampler, scheduler, width, height },
    steps: numberIn(line, 'Steps'),
    guidance: numberIn(line, 'CFG scale'),
    seed: numberIn(line, 'Seed'),
    samples: inBatch?.count,
    clipSkip: numberIn(line, 'Clip skip'),
    // It does not tell the generator that it uses unless told otherwise.
    noise: line.get('RNG') === 'CPU' ? 'cpu' : 'gpu',
    ...(unit !== undefined && controlIn(unit)),
  };
  const { settings, notes } = takeSettings(candidates);
  // With a second pass it is that one's.
  const strength = line.has('Hires upscale') ? undefined : numberIn(line, 'Denoising strength');
  const model = line.get('Model');
  return {
    software: 'a1111',
    ...{ settings, loras },
    ...(model !== undefined && { model }),
    ...(strength !== undefined && { strength }),
    ...(inBatch && { inBatch }),
    notes: [...samplingNotes, ...notes, ...leftOver(line)],
  };
}

/** Only what this page wrote tells it. */
function placeIn(line: ReadonlyMap<string, string>): PlaceInRun | undefined {
  const [, number, count] = /^(\d+) of (\d+)$/.exec(line.get(IN_BATCH) ?? '') ?? [];
  const parsed = v.safeParse(placeInRunSchema, { index: Number(number) - 1, count: Number(count) });
  return parsed.success ? parsed.output : undefined;
}

/** No two parts of it match the same, and none goes past the next tag: no text is slow. */
const LORA = /<lora:([^:<>]+):(-?[\d.]+)(?:[^\d.<>][^<>]*)?>/g;

function withoutLoras(prompt: string): { readonly words: string; readonly loras: Recipe['loras'] } {
  const loras = [...prompt.matchAll(LORA)].map(([, id = '', weight]) => ({ id, weight: Number(weight) }));
  return {
    words: prompt
      .replaceAll(LORA, '')
      .replaceAll(/[ \t]{2,}/g, ' ')
      .trim(),
    loras: loras.filter(({ weight }) => Number.isFinite(weight)),
  };
}

/** Before version 1.9 the schedule is the end of the sampler's name. */
function samplingIn(line: ReadonlyMap<string, string>): {
  readonly sampler?: SamplerName;
  readonly scheduler?: SchedulerName;
  readonly notes: readonly Words[];
} {
  const name = line.get('Sampler');
  if (name === undefined) return { notes: [] };
  const [, stem = name, suffix] = /^(.*?)(?: (Karras|Exponential|SGMUniform))?$/i.exec(name) ?? [];
  const sampler = SAMPLER_NAMES.find((known) => sameWords(SAMPLERS[known].label, stem));
  const schedule = line.get('Schedule type') ?? suffix ?? 'Automatic';
  const automatic = sampler && (USUAL[sampler] ?? 'normal');
  const scheduler = sameWords(schedule, 'Automatic') ? automatic : schedulerNamed(schedule);
  return {
    ...(sampler && { sampler }),
    ...(scheduler && { scheduler }),
    notes: [
      ...(sampler ? [] : [words`The sampler ${shortened(name)} is not known here.`]),
      ...(scheduler || !sampler ? [] : [words`The schedule ${shortened(schedule)} is not known here.`]),
    ],
  };
}

function schedulerNamed(name: string): SchedulerName | undefined {
  return (
    SCHEDULER_NAMES.find((known) => sameWords(SCHEDULERS[known].label, name)) ??
    OTHER_SCHEDULES[name.toLowerCase()]
  );
}

function sameWords(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function numberIn(line: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = line.get(name);
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value;
}

/** The extension's own list: later versions write "Guidance Start: 0, Guidance End: 1", earlier ones "starting/ending: (0, 1)". */
function controlIn(unit: string): Candidates {
  const field = (name: string): string | undefined =>
    new RegExp(`(?:^|, )${name}: (\\([^)]*\\)|[^,]*)`, 'i').exec(unit)?.[1];
  const number = (text: string | undefined): number | undefined =>
    text === undefined || text === '' ? undefined : Number(text);
  const [start, end] =
    field('starting/ending')
      ?.replaceAll(/[()\s]/g, '')
      .split(',') ?? [];
  return {
    controlStrength: number(field('weight')),
    controlStart: number(field('guidance start') ?? start),
    controlEnd: number(field('guidance end') ?? end),
    controlMode: CONTROL_MODES[field('control mode')?.toLowerCase() ?? ''],
  };
}

function leftOver(line: ReadonlyMap<string, string>): readonly Words[] {
  const others = [...line].filter(([name]) => !READ.has(name) && !HARMLESS.test(name));
  if (others.length === 0) return [];
  return [words`Not taken over: ${others.map(([name, value]) => `${name} ${shortened(value)}`).join(', ')}.`];
}
