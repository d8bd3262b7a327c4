/*
 * The calls of the worker that deals with words: how many tokens a prompt takes. It is a worker of its own, so that typing
 * the next prompt does not wait for the picture that is being drawn.
 */
import type { ModelEntry } from '../manifest/index.ts';

/** Texts to count, and whose tokens count. */
export interface TokenCountRequest {
  /** On this device: beside the page where it is built in, else in the store. */
  readonly model: ModelEntry;
  /** Address that the entry's `base` is relative to, ending in a slash. */
  readonly page: string;
  /** With weights and breaks in A1111's syntax. */
  readonly texts: readonly string[];
}

/** What the text encoder takes at once. */
export interface TokenCountChunk {
  /** Without those that every chunk has. */
  readonly tokens: number;
  /** What it says, as the tokenizer spells it: mostly in lower case, weights left out. */
  readonly text: string;
}

/** How a text fills the text encoder. */
export interface TokenCount {
  readonly tokens: number;
  /** Tokens that fit into a chunk, start and end not counted. */
  readonly room: number;
  readonly chunks: readonly [TokenCountChunk, ...TokenCountChunk[]];
}

/** Every call that the page can make on the worker. */
export interface TextCalls {
  /** One count for each text. Fails as opening the tokenizer does; nothing is downloaded for it but what comes with the page. */
  count: { input: TokenCountRequest; event: never; output: readonly TokenCount[] };
}
