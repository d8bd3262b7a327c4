/*
 * What a batch is made of, as the person sets it, and the requests that come of it.
 */
import {
  AXES,
  combinationsOf,
  type ControlInput,
  MOST_IN_BATCH,
  REQUEST_LIMITS,
  requestsOfTable,
  type SeededRequest,
  type TableProblem,
  type WordsOf,
} from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { english, words } from '../../../core/words/index.ts';
import type { PoseItem } from '../../poses/items.ts';
import { say } from '../../words/say.ts';
import { readTable } from './read-table.ts';

/** A batch from a prompt with choices. */
export interface TemplatePlan {
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Combinations at random; undefined for all. */
  readonly variants: number | undefined;
  /** How many seeds, counted up from the form's; or which. */
  readonly seeds:
    { readonly kind: 'count'; readonly count: number } | { readonly kind: 'list'; readonly text: string };
  /** Keys of poses; {@link CURRENT_POSE} for the one on the canvas. */
  readonly poses: ReadonlySet<string>;
}

/** What a batch comes to. */
export interface Batch {
  readonly requests: readonly SeededRequest[];
  readonly problems: readonly TableProblem[];
}

/** Stands for the pose on the canvas, where poses are chosen and in tables. */
export const CURRENT_POSE = 'current';
/** Stands for none in tables. */
const NO_POSE = 'none';

/** What a batch is made from. */
export interface BatchSource {
  /** What the form asks for, its words as they were written. */
  readonly base: SeededRequest;
  readonly wordsOf: WordsOf;
  readonly items: readonly PoseItem[];
  /** Does each picture get a seed of its own? */
  readonly freshSeed: boolean;
  /** Sides in px that can be drawn. */
  readonly sides: readonly number[];
}

/**
 * Lists what a template comes to.
 *
 * @param draw - decides on combinations at random
 * @throws ArmatureError `bad-request`
 */
export function templateBatch(
  { base, wordsOf, items }: BatchSource,
  plan: TemplatePlan,
  draw: number,
): Batch {
  const { prompt, negativePrompt, variants } = plan;
  const poses: ControlInput[] = [
    ...(plan.poses.has(CURRENT_POSE) ? [base.control] : []),
    ...items.filter(({ key }) => plan.poses.has(key)).map((item) => controlOf(item, base)),
  ];
  const seeds = seedsOf(base, plan.seeds);
  const requests = combinationsOf(base, { prompt, negativePrompt, variants, poses, seeds, wordsOf }, draw);
  return { requests, problems: [] };
}

/** Lists what a text of comma-separated values comes to. */
export function tableBatch({ base, wordsOf, items, freshSeed, sides }: BatchSource, text: string): Batch {
  const { cells, problems } = readTable(text);
  const reading = requestsOfTable(cells, {
    ...{ base, wordsOf, sides },
    poseOf: (name, size) => poseNamed(name, size, { base, items }),
    // The first row of pictures is the second of the table.
    seedOf: (row) => (freshSeed ? nextSeed(base.seed, row - 2) : base.seed),
  });
  return { requests: reading.requests, problems: [...problems, ...reading.problems] };
}

function seedsOf(base: SeededRequest, seeds: TemplatePlan['seeds']): readonly number[] {
  if (seeds.kind === 'count') {
    if (seeds.count > MOST_IN_BATCH) throw tooManySeeds();
    return Array.from({ length: seeds.count }, (_, i) => nextSeed(base.seed, i));
  }
  return AXES.seed.parse(seeds.text).map(({ apply }) => apply(base).seed);
}

/** Seeds count up, as those of a batch do, and begin again at 0. */
function nextSeed(seed: number, by: number): number {
  const left = REQUEST_LIMITS.seed.max - seed;
  return by <= left ? seed + by : by - left - 1;
}

function controlOf(item: PoseItem, size: { readonly width: number; readonly height: number }): ControlInput {
  return { kind: 'pose', pose: item.poseFor(size) };
}

function poseNamed(
  name: string,
  size: { readonly width: number; readonly height: number },
  { base, items }: Pick<BatchSource, 'base' | 'items'>,
): ControlInput | undefined {
  const wanted = name.toLowerCase();
  if (wanted === CURRENT_POSE) return base.control;
  if (wanted === NO_POSE) return { kind: 'none' };
  const item = items.find(({ key, label }) =>
    [key, english(label), say(label)].some((known) => known.toLowerCase() === wanted),
  );
  return item && controlOf(item, size);
}

function tooManySeeds(): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`${MOST_IN_BATCH} seeds are the most.`,
    next: words`Take fewer.`,
  });
}
