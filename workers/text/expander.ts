/*
 * A small language model that goes on with a prompt, as those do that were trained on prompts: GPT-2 as an ONNX file whose
 * decoder keeps nothing between two runs. A prompt is short, so that running all of it for each token costs little.
 */
import type { Expansion } from '../../core/contract/index.ts';
import { seededDraws } from '../../core/prompt/index.ts';
import { ArmatureError, invariant } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { type ModelFolder, readFile, readJson } from '../engine/model-folder.ts';
import { integers, type Runtime, type Session } from '../runtime/index.ts';
import { loadTransformers, type PreTrainedTokenizer } from '../transformers.ts';
import { nextToken } from './next-token.ts';

/** What is gone on with. */
export interface ContinueOrder {
  readonly text: string;
  /** Integer from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Tokens to add at most. */
  readonly tokens: number;
  /** The likeliest so many tokens take part in each draw. */
  readonly most: number;
  /** See `TokenDraw`. */
  readonly temperature: number;
}

/** Who watches. */
export interface ContinueWatch {
  readonly signal: AbortSignal;
  /** Tells how many tokens there are. */
  readonly onToken: (tokens: number) => void;
}

/** A model that is ready to go on with texts. */
export interface Expander {
  /**
   * Goes on with a text.
   *
   * @throws ArmatureError `cancelled`, or as the runtime does
   */
  continue(order: ContinueOrder, watch: ContinueWatch): Promise<Expansion>;
  release(): Promise<void>;
}

/** Files of an expander. */
const EXPANDER_FILES = { network: 'model.onnx', tokenizer: 'tokenizer.json' } as const;

/** Ends a text, in GPT-2's vocabulary. */
const END = '<|endoftext|>';
/** Separates the draws of tokens from those of wildcards and rules. */
const STREAM = 3;
const WHOLE = 2 ** 32;

/**
 * Opens a model.
 *
 * @throws ArmatureError `file-missing`, `bad-tokenizer`, `unsupported-model` when it is no decoder of GPT-2's kind, and what
 *   the runtime throws
 */
export async function openExpander(folder: ModelFolder, runtime: Runtime): Promise<Expander> {
  const tokenizer = await openTokens(folder);
  const name = `${folder.label}/${EXPANDER_FILES.network}`;
  const model = await readFile(folder, EXPANDER_FILES.network);
  const session = await runtime.createSession({ name, model, outputsStay: false });
  const names = session.inputs.map((input) => input.name);
  const isDecoder = names.every((input) => KNOWN_INPUTS.includes(input)) && names.includes('input_ids');
  if (!isDecoder || !session.outputNames.includes('logits')) {
    await session.release();
    throw new ArmatureError({
      code: 'unsupported-model',
      message: words`${name} is no language model that this page can run.`,
      next: words`Take one of GPT-2’s kind, exported as a decoder without its past.`,
    });
  }
  return {
    continue: (order, watch) => goOn({ session, tokenizer }, order, watch),
    release: () => session.release(),
  };
}

const KNOWN_INPUTS: readonly string[] = ['input_ids', 'attention_mask', 'position_ids'];

async function openTokens(folder: ModelFolder): Promise<PreTrainedTokenizer> {
  const definition = await readJson(folder, EXPANDER_FILES.tokenizer);
  const { PreTrainedTokenizer: Tokenizer } = await loadTransformers();
  try {
    return new Tokenizer(definition, { tokenizer_class: 'GPT2Tokenizer' });
  } catch (error) {
    throw new ArmatureError({
      code: 'bad-tokenizer',
      message: words`The tokenizer in ${folder.label} cannot be used.`,
      next: words`Remove the model and download it again.`,
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

interface Parts {
  readonly session: Session;
  readonly tokenizer: PreTrainedTokenizer;
}

async function goOn(
  { session, tokenizer }: Parts,
  { text, seed, tokens, most, temperature }: ContinueOrder,
  { signal, onToken }: ContinueWatch,
): Promise<Expansion> {
  const end = tokenizer.get_vocab().get(END);
  const draw = seededDraws(seed, STREAM);
  const given = tokenizer.encode(text, { add_special_tokens: false });
  // A model sees nothing where there is nothing: its texts begin where others end.
  const ids = given.length > 0 ? [...given] : [end ?? 0];
  const fresh: number[] = [];
  let ended = false;
  while (fresh.length < tokens) {
    if (signal.aborted)
      throw new ArmatureError({ code: 'cancelled', message: words`Enhancing was cancelled.` });
    const scores = await scoresAfter(session, [...ids, ...fresh]);
    const token = nextToken(scores, { most, temperature, chance: draw(WHOLE) / WHOLE });
    ended = token === end;
    if (ended) break;
    fresh.push(token);
    onToken(fresh.length);
  }
  return { text: fresh.length > 0 ? tokenizer.decode(fresh) : '', ended };
}

/** What the model says of all tokens after some. */
async function scoresAfter(session: Session, ids: readonly number[]): Promise<Float32Array> {
  const shape = [1, ids.length];
  const values: Readonly<Record<string, Int32Array>> = {
    input_ids: Int32Array.from(ids),
    attention_mask: new Int32Array(ids.length).fill(1),
    position_ids: Int32Array.from(ids.keys()),
  };
  const feeds = session.inputs.map(
    ({ name }) => [name, integers(values[name] ?? new Int32Array(ids.length), shape)] as const,
  );
  const { logits } = await session.run(Object.fromEntries(feeds));
  invariant(
    logits?.at === 'cpu' && logits.data instanceof Float32Array,
    'The logits are float32 on the CPU.',
  );
  const vocabulary = logits.shape.at(-1) ?? 0;
  return logits.data.slice(-vocabulary);
}
