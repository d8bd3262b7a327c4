/*
 * What tools/fixtures/prompt.py wrote.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { memorySource, openSafetensors, type StateDict, stateDictOf } from '../../../core/weights/index.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/prompt');

/** The cases by what they are about. */
export interface PromptCases {
  /** Texts with their weights, rounded to 9 places; null where there is a break. */
  readonly parsed: readonly {
    readonly prompt: string;
    readonly parts: readonly (readonly [string | null, number])[];
  }[];
  /** Ids of a chunk. */
  readonly length: number;
  readonly tokenized: readonly {
    readonly prompt: string;
    readonly chunks: readonly { readonly ids: readonly number[]; readonly weights: readonly number[] }[];
  }[];
  readonly states: readonly {
    readonly name: string;
    readonly negativePrompt: string;
    readonly prompt: string;
    readonly clipSkip: number;
  }[];
}

/** Reads the cases. */
export async function readCases(): Promise<PromptCases> {
  return JSON.parse(await readFile(resolve(FOLDER, 'cases.json'), 'utf8')) as PromptCases;
}

/** The states of each case, float32 `[2, tokens, hidden]`, the negative prompt first. */
export async function readStates(): Promise<StateDict> {
  const bytes = new Uint8Array(await readFile(resolve(FOLDER, 'states.safetensors')));
  return stateDictOf(await openSafetensors(memorySource(bytes), 'states.safetensors'));
}
