import { isSameSampling, type Sampling, samplingOf, usualModel } from '../manifest/index.ts';
import { parsePrompt } from '../prompt/index.ts';
import { REQUEST_LIMITS } from '../request/index.ts';
import type { CheckedRequest } from '../request/index.ts';
import { SAMPLERS, SCHEDULERS } from '../sampling/index.ts';
import { words, type Words } from '../words/index.ts';
import type { Abilities, Emphasis, Range } from './backend.ts';

/** A setting that a back end does not honour. */
export interface Misfit {
  /** Field of the request, `pose`, a wish, or a part of what draws here. */
  readonly field: keyof CheckedRequest | 'pose' | keyof Wishes | Exclude<keyof LocalDrawing, 'sampling'>;
  /** Does it prevent the run, or is it only left out? */
  readonly kind: 'refused' | 'ignored';
  readonly message: Words;
}

/** What the person lets a service do beside drawing. */
export interface Wishes {
  /** Rewrite the prompt. */
  readonly enhancePrompt: boolean;
  /** Look at the picture, and hold back what it takes for unsafe. */
  readonly safetyChecker: boolean;
}

const NO_WISHES: Wishes = { enhancePrompt: false, safetyChecker: false };

/** What a picture would be drawn with on this device, by the names that people know. No back end gets it. */
export interface LocalDrawing {
  /** A model other than the one that comes with the page. */
  readonly model?: string | undefined;
  /** A ControlNet in the place of the model's own. */
  readonly controlNet?: string | undefined;
  readonly loras: readonly string[];
  /** The settings that these weights were made for, as those of a preset or of a distilled model. */
  readonly sampling?: Sampling | undefined;
}

/** How pictures are drawn by models of which nothing is known. */
const USUAL = samplingOf(usualModel().defaults);

/**
 * The request as another machine gets it: a model there would make nothing good of settings that the weights on this device were
 * made for, so usual ones take their place. Settings of which the person has changed one are sent as they are.
 */
export function sentAway<Request extends Sampling>(
  request: Request,
  { sampling }: Pick<LocalDrawing, 'sampling'>,
): Request {
  return sampling && isSameSampling(request, sampling) ? { ...request, ...USUAL } : request;
}

/** Lists what stays on this device when a request is drawn elsewhere. */
export function leftBehindOf(request: Sampling, drawing: LocalDrawing): Misfit[] {
  const { model = '', controlNet = '', loras } = drawing;
  const { steps, guidance } = USUAL;
  return ignored([
    [model !== '', 'model', words`${model} stays on this device: it draws with a model of its own.`],
    [controlNet !== '', 'controlNet', words`${controlNet} stays on this device.`],
    [loras.length > 0, 'loras', words`LoRAs stay on this device: ${loras.join(', ')}.`],
    [
      sentAway(request, drawing) !== request,
      'steps',
      words`It gets usual settings, ${steps} steps and guidance ${guidance}: yours are for what draws on this device.`,
    ],
  ]);
}

/**
 * Lists what a back end will not honour of a request, before anything is sent. What is refused must be changed first; what
 * is ignored is told.
 */
export function misfitsOf(request: CheckedRequest, abilities: Abilities, wishes = NO_WISHES): Misfit[] {
  return [...refusals(request, abilities), ...omissions(request, abilities), ...unmet(wishes, abilities)];
}

function unmet({ enhancePrompt, safetyChecker }: Wishes, abilities: Abilities): Misfit[] {
  const rows: readonly (readonly [boolean, keyof Wishes, Words])[] = [
    [enhancePrompt && !abilities.enhancePrompt, 'enhancePrompt', words`It does not rewrite prompts.`],
    [safetyChecker && !abilities.safetyChecker, 'safetyChecker', words`It has no safety checker of its own.`],
  ];
  return ignored(rows);
}

function ignored(rows: readonly (readonly [boolean, Misfit['field'], Words])[]): Misfit[] {
  return rows.flatMap(([is, field, message]): Misfit[] => (is ? [{ field, kind: 'ignored', message }] : []));
}

function refusals(request: CheckedRequest, abilities: Abilities): Misfit[] {
  const { side, steps, guidance, samples, clipSkip, samplers, schedulers } = abilities;
  const { width, height, sampler, scheduler } = request;
  const ranged = [
    ['steps', words`Steps`, steps],
    ['guidance', words`Guidance`, guidance],
    ['samples', words`Pictures`, samples],
    ...(clipSkip ? ([['clipSkip', words`Clip skip`, clipSkip]] as const) : []),
  ] as const;
  const found = ranged.flatMap(([field, name, range]): Misfit[] =>
    outside(request[field], range)
      ? [{ field, kind: 'refused', message: words`${name} must be ${range.min} to ${range.max}.` }]
      : [],
  );
  const fits = (value: number): boolean => !side || (!outside(value, side) && value % side.step === 0);
  if (side && !(fits(width) && fits(height))) {
    const message = words`The sides must be ${side.min} to ${side.max} px in steps of ${side.step}.`;
    found.push({ field: 'width', kind: 'refused', message });
  }
  if (abilities.needsPrompt && request.prompt.trim() === '') {
    found.push({ field: 'prompt', kind: 'refused', message: words`It needs a prompt.` });
  }
  // Services refuse a name that they do not have.
  if (samplers?.includes(sampler) === false) {
    const message = words`It has no ${SAMPLERS[sampler].label}. Choose another sampler.`;
    found.push({ field: 'sampler', kind: 'refused', message });
  }
  if (schedulers?.includes(scheduler) === false) {
    const message = words`It has no ${SCHEDULERS[scheduler].label}. Choose another schedule.`;
    found.push({ field: 'scheduler', kind: 'refused', message });
  }
  return found;
}

/** The nearest number of a range. */
export function within(value: number, { min, max }: Range): number {
  return Math.min(Math.max(value, min), max);
}

function omissions(request: CheckedRequest, abilities: Abilities): Misfit[] {
  const { control, init, controlStrength: strength } = request;
  const range = abilities.controlStrength;
  const posed = control.kind !== 'none';
  const spanned = request.controlStart > 0 || request.controlEnd < 1;
  const rows: readonly (readonly [boolean, Misfit['field'], Words])[] = [
    [
      posed && abilities.pose === 'ignored',
      'pose',
      words`The pose is not sent: this service takes words only.`,
    ],
    [!abilities.side, 'width', words`The service chooses the size.`],
    [!readsAll(request, abilities), 'prompt', EMPHASIS_WORDS[abilities.emphasis]],
    [!abilities.samplers, 'sampler', words`The service chooses the sampler.`],
    [
      !abilities.negativePrompt && request.negativePrompt !== '',
      'negativePrompt',
      words`It takes no negative prompt.`,
    ],
    [!abilities.seed && request.seed !== null, 'seed', words`It takes no seed.`],
    [!abilities.init && init !== undefined, 'init', words`It cannot start from a picture.`],
    [!abilities.mask && init?.mask !== undefined, 'init', words`It cannot paint a part of a picture anew.`],
    [posed && !range && strength !== 1, 'controlStrength', words`It has no pose strength.`],
    [
      posed && range !== undefined && outside(strength, range),
      'controlStrength',
      words`Its pose strength is ${range?.min ?? 0} to ${range?.max ?? 0}: yours counts as ${range ? within(strength, range) : strength}.`,
    ],
    [posed && !abilities.controlSpan && spanned, 'controlStart', words`The pose counts for all steps.`],
    [request.noise !== 'cpu', 'noise', words`The service draws its own noise.`],
    [request.guidanceEnd < REQUEST_LIMITS.span.max, 'guidanceEnd', words`Guidance runs to the end.`],
    [!abilities.clipSkip && request.clipSkip > 1, 'clipSkip', words`It has no clip skip.`],
    [
      request.controlMode !== 'balanced' && !abilities.controlMode,
      'controlMode',
      words`It has no pose mode.`,
    ],
  ];
  return ignored(rows);
}

const EMPHASIS_WORDS: Readonly<Record<Emphasis, Words>> = {
  all: words``,
  parentheses: words`It reads [word] and BREAK as plain words.`,
  unknown: words`It does not say whether it reads (word:1.3), [word] and BREAK: they may count as plain words.`,
};

/** Does a back end read the weights of the prompts as this page does? */
function readsAll({ prompt, negativePrompt }: CheckedRequest, { emphasis }: Abilities): boolean {
  if (emphasis === 'all') return true;
  const texts = [prompt, negativePrompt];
  if (emphasis === 'parentheses') return !texts.some((text) => /(?<!\\)\[|\bBREAK\b/.test(text));
  return texts.every((text) => parsePrompt(text).every((part) => part.kind === 'text' && part.weight === 1));
}

function outside(value: number, { min, max }: Range): boolean {
  return value < min || value > max;
}
