import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../core/result/index.ts';
import type { ItemContent, ItemKind, SavedItem } from './record.ts';

/** What the person has saved, and what was done last. */
export interface PromptsState {
  /** Newest first. */
  readonly items: readonly KeptItem[];
  /** Why nothing can be kept; undefined while it can. */
  readonly unkept: Failure | undefined;
  /** Rows that cannot be read. */
  readonly unreadable: number;
  /** What was removed last and can come back. */
  readonly removed: readonly SavedItem[];
  /** What was done last, in words. */
  readonly note: string;
  /** What went wrong at it, a sentence each. */
  readonly problems: readonly string[];
}

/** Something saved, and whether the shelf has it: otherwise it is gone when the page is closed. */
export interface KeptItem {
  readonly item: SavedItem;
  readonly kept: boolean;
}

/** The prompts' store. */
export type PromptsStore = StoreApi<PromptsState>;

/** Makes the store; it is filled when something of it is needed first. */
export function createPromptsStore(): PromptsStore {
  return createStore<PromptsState>(() => ({
    items: [],
    unkept: undefined,
    unreadable: 0,
    removed: [],
    note: '',
    problems: [],
  }));
}

/** What is saved of one kind, newest first. */
export function itemsOf<Kind extends ItemKind>(
  items: readonly KeptItem[],
  kind: Kind,
): readonly (SavedItem & ItemContent<Kind>)[] {
  return items.flatMap(({ item }) => (item.kind === kind ? [item as SavedItem & ItemContent<Kind>] : []));
}
