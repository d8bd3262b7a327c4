/*
 * How many tokens prompts take, by the tokenizer of the model that will draw them. It stays open until another model's is
 * asked for.
 */
import type { TokenCount, TokenCountRequest } from '../../core/contract/index.ts';
import { parseClipTextConfig } from '../../core/models/index.ts';
import { type ModelFolder, readJson, subfolder } from '../engine/model-folder.ts';
import { openTokenizer, type PromptTokenizer } from '../engine/tokenizer.ts';

/** Opens the folder of a model, of which only what {@link countsTokens} names will be read. */
export type OpenModelFolder = (request: TokenCountRequest) => Promise<ModelFolder>;

/** Counts the tokens of texts. */
export type TokenCounter = (request: TokenCountRequest) => Promise<readonly TokenCount[]>;

interface OpenTokens {
  readonly tokenizer: PromptTokenizer;
  /** Ids that the text encoder takes at once. */
  readonly length: number;
}

const CONFIG = 'text_encoder/config.json';

/** Is a file of a model needed for counting? */
export function countsTokens(path: string): boolean {
  return path.startsWith('tokenizer/') || path === CONFIG;
}

/** Makes a counter. It fails as `openTokenizer` and `open` do, and then tries anew at the next call. */
export function createTokenCounter(open: OpenModelFolder): TokenCounter {
  let opened: { readonly key: string; readonly tokens: Promise<OpenTokens> } | undefined;
  return async (request) => {
    const key = JSON.stringify([request.model.id, request.model.files, request.page]);
    if (opened?.key !== key) opened = { key, tokens: openTokens(open, request) };
    const mine = opened;
    try {
      const { tokenizer, length } = await mine.tokens;
      return request.texts.map((text) => countOf(tokenizer, text, length));
    } catch (error) {
      if (opened === mine) opened = undefined;
      throw error;
    }
  };
}

async function openTokens(open: OpenModelFolder, request: TokenCountRequest): Promise<OpenTokens> {
  const folder = await open(request);
  const config = parseClipTextConfig(await readJson(folder, CONFIG), `${folder.label}/${CONFIG}`);
  return {
    tokenizer: await openTokenizer(subfolder(folder, 'tokenizer')),
    length: config.max_position_embeddings,
  };
}

/** Start and end stand in every chunk. */
const FRAME = 2;

function countOf(tokenizer: PromptTokenizer, text: string, length: number): TokenCount {
  const chunks = tokenizer.count(text, length);
  return {
    tokens: chunks.reduce((sum, { tokens }) => sum + tokens, 0),
    room: length - FRAME,
    chunks,
  };
}
