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
  /** What was deleted last, until its time is over or it was asked back. */
  let latest: readonly string[] = [];
  /** Asked back, which the shelf refused: these are not deleted for good, however late it is. */
  let refused: readonly string[] = [];

  /** Deletes for good what was marked, unless it was asked back or others were deleted since. */
  async function settle(ids: readonly string[]): Promise<void> {
    if (latest !== ids) return;
    latest = [];
    gallery.setState({ removed: refused });
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
      const before = latest;
      latest = ids;
      gallery.setState({ removed: refused, note: '', problems: [] });
      if (before.length > 0) await purge(before);
      // The way back is there as soon as they are out of sight.
      gallery.setState({ removed: [...refused, ...ids] });
      if (!(await list.change(ids, { removedAt: now() }))) {
        latest = [];
        gallery.setState({ removed: refused });
        return;
      }
      after(UNDO_MS, () => void settle(ids));
    },
    async undoRemove() {
      const { removed } = gallery.getState();
      latest = [];
      refused = [];
      gallery.setState({ removed: [] });
      if (await list.change(removed, { removedAt: null })) return;
      refused = removed;
      gallery.setState((state) => ({ removed: [...refused, ...state.removed] }));
    },
  };
}
