/*
 * What is done with styles, saved prompts, negative presets and wildcard lists. What is saved is shown at once and brought to
 * the shelf after; where the shelf fails it stays for the visit, and the page says so.
 */
import type { ExpandProgress, ExpandRequest, Expansion, TokenCount } from '../../core/contract/index.ts';
import type { ModelEntry } from '../../core/manifest/index.ts';
import { fillWildcards, type WildcardLists } from '../../core/prompt/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { counted } from '../../core/words/index.ts';
import { say } from '../words/say.ts';
import { BUILT_IN_WILDCARDS } from './own/wildcards.ts';
import type { ItemContent, ItemKind, SavedItem } from './record.ts';
import type { PromptShelf } from './shelf.ts';
import { itemsOf, type KeptItem, type PromptsState, type PromptsStore } from './store.ts';
import type { FillWildcards } from './wording.ts';

/** What the desk works on. */
export interface DeskHost {
  readonly prompts: PromptsStore;
  readonly shelf: PromptShelf;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Counts the tokens of texts as a model on this device does. @throws ArmatureError as the worker does */
  readonly count: (model: ModelEntry, texts: readonly string[]) => Promise<readonly TokenCount[]>;
  /** Has a model in the store go on with a text. @throws ArmatureError as the worker does, or `cancelled` */
  readonly expand: (
    request: ExpandRequest,
    watch: { readonly signal: AbortSignal; readonly onEvent: (progress: ExpandProgress) => void },
  ) => Promise<Expansion>;
}

/** What came of reading files: what is to be added, and what is wrong with the rest, a sentence each. */
export interface FileReading {
  readonly items: readonly ItemContent[];
  readonly problems: readonly string[];
}

/** What is saved of prompts, with what can be done with it. What goes wrong with that is told in the store. */
export interface PromptDesk extends Pick<DeskHost, 'count' | 'expand'> {
  readonly store: PromptsStore;
  /** Reads the shelf; what this page could not keep so far stays. */
  refresh(): Promise<void>;
  /** Saves something new, or changes what has that id. */
  save(content: ItemContent, id?: string): Promise<void>;
  remove(item: SavedItem): Promise<void>;
  /** Brings back what was removed last. */
  undoRemove(): Promise<void>;
  /** Adds what files gave. Whatever has the name and kind of something that is there takes another name, or nothing where it says the same. */
  add(reading: FileReading): Promise<void>;
  /** Forgets what was told last. */
  dismiss(): void;
  /** Reads the lists, and gives what fills wildcards with them. */
  bringLists(): Promise<FillWildcards>;
}

/** Makes the desk. */
export function createPromptDesk({ prompts: store, shelf, newId, now, count, expand }: DeskHost): PromptDesk {
  const failed = (error: unknown): void => store.setState({ unkept: failureFrom(error, 'storage') });

  /** Brings to the shelf what is not there yet. */
  async function keep(): Promise<void> {
    const waiting = store.getState().items.filter(({ kept }) => !kept);
    try {
      if (waiting.length > 0) await shelf.put(waiting.map(({ item }) => item));
      const brought = new Set(waiting);
      store.setState(({ items }) => ({
        items: items.map((entry) => (brought.has(entry) ? { ...entry, kept: true } : entry)),
        unkept: undefined,
      }));
    } catch (error) {
      failed(error);
    }
  }

  async function put(items: readonly SavedItem[], told: Partial<PromptsState>): Promise<void> {
    const ids = new Set(items.map(({ id }) => id));
    store.setState((state) => ({
      ...{ problems: [], removed: [], ...told },
      items: [
        ...items.map((item) => ({ item, kept: false })),
        ...state.items.filter(({ item }) => !ids.has(item.id)),
      ],
    }));
    await keep();
  }

  async function refresh(): Promise<void> {
    try {
      const { items, unreadable } = await shelf.all();
      const waiting = store.getState().items.filter(({ kept }) => !kept);
      const ids = new Set(waiting.map(({ item }) => item.id));
      const others = items.filter(({ id }) => !ids.has(id)).map((item) => ({ item, kept: true }));
      store.setState({ items: [...waiting, ...others], unreadable, unkept: undefined });
      await keep();
    } catch (error) {
      failed(error);
    }
  }

  return {
    store,
    count,
    expand,
    refresh,
    save: (content, id = newId()) =>
      put([{ ...content, id, savedAt: now() }], { note: say`“${content.name}” is saved.` }),
    async remove(item) {
      store.setState(({ items }) => ({
        items: items.filter((entry) => entry.item.id !== item.id),
        ...{ removed: [item], note: say`“${item.name}” is deleted.`, problems: [] },
      }));
      await shelf.remove([item.id]).catch(failed);
    },
    undoRemove: () => put(store.getState().removed, { note: '' }),
    async add({ items, problems }) {
      const added = newOnes(store.getState().items, items);
      const note = addedWords(added.length, items.length);
      await put(
        added.map((content) => ({ ...content, id: newId(), savedAt: now() })),
        { note, problems },
      );
    },
    dismiss: () => store.setState({ note: '', problems: [], removed: [] }),
    async bringLists() {
      await refresh();
      const lists = listsOf(store.getState().items);
      return (text, seed, stream) => fillWildcards(text, lists, seed, stream);
    },
  };
}

/** The lists by name; one of the person's takes the place of ours. */
function listsOf(items: readonly KeptItem[]): WildcardLists {
  const own = itemsOf(items, 'wildcard');
  return new Map([...BUILT_IN_WILDCARDS, ...own].map(({ name, lines }) => [name.toLowerCase(), lines]));
}

/** Leaves out what is there already, and gives what has the name of another thing a name of its own. */
function newOnes(present: readonly KeptItem[], contents: readonly ItemContent[]): readonly ItemContent[] {
  const known = present.map(({ item }): ItemContent => item);
  const added: ItemContent[] = [];
  for (const content of contents) {
    const all = [...known, ...added];
    if (all.some((other) => saysOf(other) === saysOf(content))) continue;
    added.push({ ...content, name: freeName(all, content.kind, content.name) });
  }
  return added;
}

function saysOf(content: ItemContent): string {
  const { name, kind } = content;
  switch (content.kind) {
    case 'wildcard':
      return JSON.stringify([kind, name, content.lines]);
    case 'negative':
      return JSON.stringify([kind, name, content.negativePrompt]);
    default:
      return JSON.stringify([kind, name, content.prompt, content.negativePrompt]);
  }
}

/** The name itself where nothing of that kind has it, else with a number. */
function freeName(all: readonly ItemContent[], kind: ItemKind, name: string): string {
  const taken = new Set(all.filter((other) => other.kind === kind).map((other) => other.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name} ${number}`;
  return free;
}

function addedWords(added: number, found: number): string {
  if (found === 0) return say`Nothing was added.`;
  if (added === 0) return say`Everything in it is here already.`;
  return say`${counted(added, { one: 'One is added.', other: '# are added.' })}`;
}
