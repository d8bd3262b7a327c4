/*
 * What the person saves of prompts, as it is kept.
 */
import * as v from 'valibot';
import { isWildcardName } from '../../core/prompt/index.ts';

const name = v.pipe(v.string(), v.nonEmpty());
const contents = {
  /** Words to put around prompts. */
  style: { kind: v.literal('style'), prompt: v.string(), negativePrompt: v.string() },
  /** A whole prompt. */
  prompt: { kind: v.literal('prompt'), prompt: v.string(), negativePrompt: v.string() },
  /** What is often not wanted. */
  negative: { kind: v.literal('negative'), negativePrompt: v.string() },
  /** Lines that a wildcard of the item's name stands for. */
  wildcard: { kind: v.literal('wildcard'), lines: v.pipe(v.array(v.string()), v.readonly()) },
};

const head = {
  id: name,
  name,
  /** Milliseconds since 1970. */
  savedAt: v.pipe(v.number(), v.finite()),
};

const itemSchema = v.variant('kind', [
  v.object({ ...head, ...contents.style }),
  v.object({ ...head, ...contents.prompt }),
  v.object({ ...head, ...contents.negative }),
  v.object({ ...head, ...contents.wildcard, name: v.pipe(name, v.check(isWildcardName)) }),
]);

/** Something that the person saved. */
export type SavedItem = v.InferOutput<typeof itemSchema>;

/** Which kinds there are. */
export type ItemKind = SavedItem['kind'];

/** What an item of one kind says, without when it was saved. */
export type ItemContent<Kind extends ItemKind = ItemKind> = Kind extends ItemKind
  ? Omit<Extract<SavedItem, { kind: Kind }>, 'id' | 'savedAt'>
  : never;

/** Reads a row; undefined where it is none. */
export function readItem(row: unknown): SavedItem | undefined {
  const { success, output } = v.safeParse(itemSchema, row);
  return success ? output : undefined;
}
