/*
 * Long prompts in chunks that a text encoder can take, as A1111 cuts them.
 */
import type { BreakPart } from './parse.ts';

/** Tokens of a part of a prompt. */
export type TokenPart =
  BreakPart | { readonly kind: 'tokens'; readonly ids: readonly number[]; readonly weight: number };

/** Tokens that are encoded together, each with its weight. */
export interface TokenChunk {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
}

/** How prompts are cut. */
export interface ChunkOptions {
  /** Tokens that fit into a chunk, start and end not counted; above 0. */
  readonly room: number;
  /** Id of the token that is a comma and a word's end; absent where the vocabulary has none. */
  readonly comma?: number | undefined;
}

/** A comma among this many last tokens of a full chunk is where it is cut: A1111's default. */
const COMMA_REACH = 20;

interface Token {
  readonly id: number;
  readonly weight: number;
}

/**
 * Cuts a prompt into chunks. One that fills up ends after the last comma of its last 20 tokens, where there is one and no
 * comma follows; the words after it go to the next chunk. A break ends a chunk, an empty one as well.
 *
 * @returns at least one chunk; the only one of an empty prompt is empty
 */
export function chunkTokens(
  parts: readonly TokenPart[],
  options: ChunkOptions,
): readonly [TokenChunk, ...TokenChunk[]] {
  const chunks: TokenChunk[] = [];
  let tokens: Token[] = [];
  for (const part of parts) {
    if (part.kind === 'tokens') tokens.push(...part.ids.map((id) => ({ id, weight: part.weight })));
    else {
      chunks.push(...cut(tokens, options));
      tokens = [];
    }
  }
  const last = cut(tokens, options);
  const [first, ...others] = tokens.length > 0 ? [...chunks, ...last] : chunks;
  return first ? [first, ...others] : last;
}

/** Chunks of what stands between two breaks. */
function cut(tokens: readonly Token[], options: ChunkOptions): [TokenChunk, ...TokenChunk[]] {
  const { room, comma } = options;
  const end = tokens.length > room ? endOf(tokens, room, comma) : tokens.length;
  const head = tokens.slice(0, end);
  const chunk = { ids: head.map(({ id }) => id), weights: head.map(({ weight }) => weight) };
  return end < tokens.length ? [chunk, ...cut(tokens.slice(end), options)] : [chunk];
}

function endOf(tokens: readonly Token[], room: number, comma: number | undefined): number {
  if (tokens[room]?.id === comma) return room;
  const last = tokens.slice(0, room).findLastIndex(({ id }) => id === comma);
  return last >= 0 && room - last <= COMMA_REACH ? last + 1 : room;
}
