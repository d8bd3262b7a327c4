import { failureFrom } from '../../core/result/index.ts';
import { counted } from '../../core/words/index.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { DeskDependencies } from './desk-dependencies.ts';
import type { GalleryItem } from './record.ts';
import type { DeletionMarks, RecordChange } from './shelf.ts';
import type { RecentPicture } from './store.ts';

/** Pictures beside the result. */
const RECENT = 8;
/** A page that was closed meanwhile left them deleted; another tab may still be able to bring them back. */
const LEFT_BEHIND_MS = 60_000;

/** The list in the store, kept in step with the shelf. */
export interface GalleryList {
  /** Reads the whole shelf, and finishes deletions that a closed page has left behind. */
  read(): Promise<void>;
  /** Reads some rows again. */
  refresh(ids: readonly string[]): Promise<void>;
  /** Takes rows into the list. */
  take(items: readonly GalleryItem[]): void;
  /** Leaves rows out of the list. */
  drop(ids: readonly string[]): void;
  /**
   * Changes rows on the shelf, here and in other tabs; false where the shelf fails. Rows that were to come back and are gone
   * are told.
   */
  change(ids: readonly string[], change: RecordChange): Promise<boolean>;
  /** Deletes pictures for good that still have their marks, unless they were asked back, in whatever tab. May throw. */
  purge(marks: DeletionMarks): Promise<void>;
  showRecent(): Promise<void>;
  /** Tells what was done, and what went wrong at it, a sentence each. */
  tell(note: string, problems?: readonly string[]): void;
  tellFailure(error: unknown): void;
}

/** Makes the list. */
export function createGalleryList({
  gallery,
  shelf,
  tabs,
  now,
  askedBack,
  ...urls
}: DeskDependencies): GalleryList {
  /** Rows that were taken or dropped while the shelf is read, which may have been read before. */
  const meanwhile = new Set<string>();

  function note(ids: readonly string[]): void {
    if (gallery.getState().reading === 'running') for (const id of ids) meanwhile.add(id);
  }

  function take(items: readonly GalleryItem[]): void {
    if (items.length === 0) return;
    note(items.map(({ id }) => id));
    gallery.setState((state) => {
      const all = new Map(state.items);
      for (const item of items) all.set(item.id, item);
      return { items: all };
    });
  }

  function drop(ids: readonly string[]): void {
    note(ids);
    gallery.setState((state) => {
      const items = new Map(state.items);
      for (const id of ids) items.delete(id);
      return { items, opened: ids.includes(state.opened ?? '') ? undefined : state.opened };
    });
  }

  function tell(note: string, problems: readonly string[] = []): void {
    gallery.setState({ note, problems });
  }

  function tellFailure(error: unknown): void {
    const told = failureSaid(failureFrom(error, 'storage'));
    tell('', [told]);
  }

  async function showRecent(): Promise<void> {
    try {
      const records = await shelf.newest(RECENT);
      const before = new Map(gallery.getState().recent.map((picture) => [picture.id, picture]));
      const missing = records.filter(({ id }) => !before.has(id)).map(({ id }) => id);
      const blobs = await shelf.thumbnails(missing);
      const recent = records.flatMap(({ id, settings }): RecentPicture[] => {
        const blob = blobs.get(id);
        const url = before.get(id)?.url ?? (blob && urls.createUrl(blob));
        return url === undefined ? [] : [{ id, url, label: settings.prompt ?? '' }];
      });
      gallery.setState({ recent });
      const shown = new Set(recent.map(({ url }) => url));
      for (const { url } of before.values()) if (!shown.has(url)) urls.revokeUrl(url);
    } catch {
      // It is a comfort: the gallery itself tells what is wrong with the shelf.
    }
  }

  async function refresh(ids: readonly string[]): Promise<void> {
    try {
      const present = (await shelf.some(ids)).filter(({ removedAt }) => removedAt === undefined);
      const found = new Set(present.map(({ id }) => id));
      drop(ids.filter((id) => !found.has(id)));
      take(present);
    } catch (error) {
      tellFailure(error);
    }
    await showRecent();
  }

  async function purge(marks: DeletionMarks): Promise<void> {
    const asked = new Set(askedBack.ids());
    const forgotten = new Map([...marks].filter(([id]) => !asked.has(id)));
    if (forgotten.size > 0) await shelf.purge(forgotten);
  }

  async function read(): Promise<void> {
    if (gallery.getState().reading === 'running') return;
    gallery.setState({ reading: 'running' });
    meanwhile.clear();
    try {
      const items = new Map<string, GalleryItem>();
      const leftBehind = new Map<string, number>();
      for await (const batch of shelf.all()) {
        for (const item of batch) {
          if (item.removedAt === undefined) items.set(item.id, item);
          else if (now() - item.removedAt > LEFT_BEHIND_MS) leftBehind.set(item.id, item.removedAt);
        }
      }
      const { items: shown } = gallery.getState();
      for (const id of meanwhile) {
        const item = shown.get(id);
        if (item) items.set(id, item);
        else items.delete(id);
      }
      gallery.setState({ items, reading: 'done' });
      for (const id of gallery.getState().removed) leftBehind.delete(id);
      await purge(leftBehind);
    } catch (error) {
      gallery.setState({ reading: failureFrom(error, 'storage') });
    }
  }

  return {
    ...{ read, refresh, take, drop, purge, showRecent, tell, tellFailure },
    async change(ids, change) {
      let gone: readonly string[];
      try {
        gone = await shelf.change(ids, change);
      } catch (error) {
        tellFailure(error);
        return false;
      }
      tabs.tell(ids);
      await refresh(ids);
      if (change.removedAt === null && gone.length > 0) tell('', [goneWords(gone.length)]);
      return true;
    },
  };
}

function goneWords(count: number): string {
  return say`${counted(count, {
    one: 'One picture cannot come back: it was deleted for good already.',
    other: '# pictures cannot come back: they were deleted for good already.',
  })}`;
}
