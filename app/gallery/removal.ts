import type { DeskDependencies } from './desk-dependencies.ts';
import type { GalleryList } from './list.ts';

/** How long deleted pictures can come back. */
const UNDO_MS = 10_000;

/** Deleting, in two steps: pictures are marked and out of sight at once, and go for good when the time is over. */
export interface Removal {
  remove(ids: readonly string[]): Promise<void>;
  undoRemove(): Promise<void>;
}

/** Makes the two actions. */
export function createRemoval(
  { gallery, shelf, tabs, now, after }: DeskDependencies,
  list: GalleryList,
): Removal {
  /** Deletes for good what was marked, unless it has come back or others were deleted since. */
  async function settle(ids: readonly string[]): Promise<void> {
    if (gallery.getState().removed !== ids) return;
    gallery.setState({ removed: [] });
    await purge(ids);
  }

  async function purge(ids: readonly string[]): Promise<void> {
    try {
      await shelf.purge(ids);
      tabs.tell(ids);
    } catch (error) {
      list.tellFailure(error);
    }
  }

  return {
    async remove(ids) {
      const { removed: before } = gallery.getState();
      gallery.setState({ removed: [], note: '', problems: [] });
      if (before.length > 0) await purge(before);
      // The way back is there as soon as they are out of sight.
      gallery.setState({ removed: ids });
      if (!(await list.change(ids, { removedAt: now() }))) {
        gallery.setState({ removed: [] });
        return;
      }
      after(UNDO_MS, () => void settle(ids));
    },
    async undoRemove() {
      const { removed } = gallery.getState();
      gallery.setState({ removed: [] });
      if (await list.change(removed, { removedAt: null })) return;
      // As another list, for which no time runs out: they were asked back.
      gallery.setState((state) => ({ removed: [...removed, ...state.removed] }));
    },
  };
}
