/*
 * The calls of the worker that deals with words: how many tokens a prompt takes, and how a language model goes on with it. It is a worker of its own, so that typing
 * the next prompt does not wait for the picture that is being drawn.
 */
import type { AddonEntry, ModelEntry } from '../manifest/index.ts';

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

/** What is gone on with, by which model. */
export interface ExpandRequest {
  /** A prompt expander in the store. */
  readonly expander: AddonEntry;
  /** In plain words: weights and tags are none. */
  readonly text: string;
  /** Integer from 0 to 2^53 - 1. The same one gives the same words. */
  readonly seed: number;
}

/** What a model went on with. */
export interface Expansion {
  /** What follows the text. */
  readonly text: string;
  /** Did it end by itself? Else it was cut off. */
  readonly ended: boolean;
}

/** How far it is. */
export type ExpandProgress =
  /** The model is read and prepared, which is done once. */
  { readonly at: 'preparing' } | { readonly at: 'writing'; readonly tokens: number; readonly most: number };

/** Every call that the page can make on the worker. */
export interface TextCalls {
  /** One count for each text. Fails as opening the tokenizer does; nothing is downloaded for it but what comes with the page. */
  count: { input: TokenCountRequest; event: never; output: readonly TokenCount[] };
  /** Gives what follows the text. Fails as opening a stored model does, and with `unsupported-model` or `bad-tokenizer`. */
  expand: { input: ExpandRequest; event: ExpandProgress; output: Expansion };
}
