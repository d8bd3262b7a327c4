/*
 * From prompts to what the denoisers attend to: tokens in chunks, each encoded by itself, weighted, joined again.
 */
import { emphasize } from '../../../core/prompt/index.ts';
import { REQUEST_LIMITS, type SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError, invariant } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { type CpuTensor, floats, integers, type Session } from '../../runtime/index.ts';
import { throwIfCancelled } from '../cancel.ts';
import type { Model } from '../model.ts';
import { isGuided } from '../plan.ts';
import type { SessionOrder, SessionPool } from '../sessions.ts';
import type { EncodedChunk, EncodedPrompt, PromptTokenizer } from '../tokenizer.ts';

/** The prompts of a picture as token ids. */
export interface PromptTokens {
  /** Chunks of each prompt. */
  readonly chunks: number;
  /** The chunks, prompt by prompt: the negative one first where there is guidance. */
  readonly prompts: readonly (readonly EncodedChunk[])[];
}

/** Encoded prompts. */
export interface EncodedText {
  /** float32 `[prompts, tokens of all chunks, hidden_size]`, the negative prompt first where there is guidance. */
  readonly states: CpuTensor;
}

/** The part of a request that is text. */
type TextRequest = Pick<SeededRequest, 'prompt' | 'negativePrompt' | 'guidance' | 'guidanceEnd'>;

/**
 * Tokenizes the prompts that count. The shorter one is filled up with empty chunks.
 *
 * @throws ArmatureError `bad-request` naming the prompt that is too long
 */
export function tokenizePrompts(
  { tokenizer, textEncoder }: Pick<Model, 'tokenizer' | 'textEncoder'>,
  request: TextRequest,
): PromptTokens {
  const length = textEncoder.config.max_position_embeddings;
  const fields = isGuided(request) ? (['negativePrompt', 'prompt'] as const) : (['prompt'] as const);
  const encoded = fields.map((field) => encodeField(tokenizer, { field, text: request[field], length }));
  const chunks = Math.max(...encoded.map((prompt) => prompt.chunks.length));
  const [empty] = tokenizer.encode('', length).chunks;
  const prompts = encoded.map((prompt) =>
    Array.from({ length: chunks }, (_, i) => prompt.chunks[i] ?? empty),
  );
  return { chunks, prompts };
}

function encodeField(
  tokenizer: PromptTokenizer,
  { field, text, length }: { readonly field: string; readonly text: string; readonly length: number },
): EncodedPrompt {
  const prompt = tokenizer.encode(text, length);
  const { max } = REQUEST_LIMITS.promptChunks;
  if (prompt.chunks.length <= max) return prompt;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`${field}: its ${prompt.tokens} tokens take ${prompt.chunks.length} chunks of up to ${length - 2}; ${max} chunks are the most.`,
    next: words`Shorten ${field} and try again.`,
  });
}

/** Encodes prompts, one chunk of each at a time. */
export async function encodeText(
  sessions: SessionPool,
  {
    order,
    tokens: { chunks, prompts },
    signal,
  }: {
    readonly order: SessionOrder;
    readonly tokens: PromptTokens;
    readonly signal: AbortSignal | undefined;
  },
): Promise<EncodedText> {
  const session = await sessions.take(order);
  const encoded: Float32Array[][] = [];
  for (let i = 0; i < chunks; i++) {
    throwIfCancelled(signal);
    encoded.push(
      await encodeChunks(
        session,
        prompts.map((prompt) => chunkAt(prompt, i)),
      ),
    );
  }
  const pieces = prompts.flatMap((_, prompt) => encoded.map((chunk) => chunkAt(chunk, prompt)));
  return { states: joined(pieces, prompts) };
}

/** The states of one chunk of each prompt, each float32 `[length, hidden_size]`, weighted. */
async function encodeChunks(session: Session, chunks: readonly EncodedChunk[]): Promise<Float32Array[]> {
  const length = chunkAt(chunks, 0).ids.length;
  const ids = new Int32Array(chunks.length * length);
  chunks.forEach((chunk, i) => ids.set(chunk.ids, i * length));
  const { last_hidden_state: states } = await session.run({
    input_ids: integers(ids, [chunks.length, length]),
  });
  invariant(
    states?.at === 'cpu' && states.data instanceof Float32Array,
    'The text encoder gives float32 to the CPU.',
  );
  const { data } = states;
  const size = data.length / chunks.length;
  return chunks.map(({ weights }, i) => emphasize(data.subarray(i * size, (i + 1) * size), weights));
}

/** Chunks of all prompts one after the other, prompt by prompt, as one tensor. */
function joined(pieces: readonly Float32Array[], prompts: PromptTokens['prompts']): CpuTensor {
  const size = chunkAt(pieces, 0).length;
  const data = new Float32Array(pieces.length * size);
  pieces.forEach((piece, i) => data.set(piece, i * size));
  const tokens = chunkAt(prompts, 0).reduce((sum, { ids }) => sum + ids.length, 0);
  return floats(data, [prompts.length, tokens, data.length / (prompts.length * tokens)]);
}

function chunkAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  invariant(item !== undefined, 'Every prompt has every chunk.');
  return item;
}

/** The states of the prompt alone: what steps without guidance attend to. */
export function promptAlone({ states }: EncodedText): CpuTensor {
  const [prompts = 1, ...shape] = states.shape;
  invariant(states.data instanceof Float32Array, 'Text states are float32.');
  return floats(states.data.subarray((states.data.length / prompts) * (prompts - 1)), [1, ...shape]);
}
