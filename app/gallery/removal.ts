import type { DeskDependencies } from './desk-dependencies.ts';
import type { GalleryList } from './list.ts';

/** How long deleted pictures can come back. */
const UNDO_MS = 10_000;

/** Deleting, in two steps: pictures are marked and out of sight at once, and go for good when the time is over. */
export interface Removal {
  remove(ids: readonly string[]): Promise<void>;
  /** Brings back everything whose time is not over. */
  undoRemove(): Promise<void>;
  /** Tries again with what was asked back, in whatever tab, and refused by the shelf. */
  retryUndo(): Promise<void>;
}

/** Makes the actions. */
export function createRemoval(
  { gallery, tabs, now, after, askedBack }: DeskDependencies,
  list: GalleryList,
): Removal {
  /** Deletions whose time is not over; each has its own. */
  const pending = new Set<readonly string[]>();

  /** What can come back: what was asked back already stays so, however late it is. */
  const returnable = (): readonly string[] => [...new Set([...askedBack.ids(), ...[...pending].flat()])];

  function show(except: readonly string[] = []): void {
    gallery.setState({ removed: returnable().filter((id) => !except.includes(id)) });
  }

  /** Deletes for good what was marked, unless it was asked back, here or in another tab, or deleted again there. */
  async function settle(ids: readonly string[], mark: number): Promise<void> {
    if (!pending.delete(ids)) return;
    show();
    try {
      await list.purge(new Map(ids.map((id) => [id, mark])));
      tabs.tell(ids);
    } catch (error) {
      list.tellFailure(error);
    }
  }

  async function bringBack(ids: readonly string[]): Promise<void> {
    // Noted first: the page may be closed, or another tab may clear up, before the shelf has answered.
    askedBack.add(ids);
    show(ids);
    if (await list.change(ids, { removedAt: null })) askedBack.drop(ids);
    show();
  }

  return {
    async remove(given) {
      const ids = [...given];
      pending.add(ids);
      gallery.setState({ note: '', problems: [] });
      // The way back is there as soon as they are out of sight.
      show();
      const mark = now();
      if (await list.change(ids, { removedAt: mark })) {
        // Asking back was about an earlier deletion, unless this one was undone at once.
        if (pending.has(ids)) askedBack.drop(ids);
        after(UNDO_MS, () => void settle(ids, mark));
        return;
      }
      pending.delete(ids);
      show();
    },
    undoRemove() {
      const ids = returnable();
      pending.clear();
      return bringBack(ids);
    },
    async retryUndo() {
      const ids = askedBack.ids();
      if (ids.length > 0) await bringBack(ids);
    },
  };
}
