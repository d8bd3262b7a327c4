/*
 * The list of the queue in the store, kept in step with the shelf and with other tabs.
 */
import type { Course, QueueEntry, QueueStore } from '../state/queue.ts';
import type { EntryRow } from './row.ts';
import type { QueueShelf } from './shelf.ts';
import type { QueueTabs } from './tabs.ts';

/** Changes the list wherever it stands: on the shelf, in the store and, by their own doing, in other tabs. */
export interface QueueList {
  /** Brings the shelf's entries into the store. */
  read(): Promise<number>;
  add(entries: readonly QueueEntry[]): Promise<void>;
  /**
   * Changes entries as they are on the shelf.
   *
   * @param change - undefined leaves an entry as it is
   * @returns how many were changed
   */
  change(ids: readonly string[], change: (row: EntryRow) => EntryRow | undefined): Promise<number>;
  /** Goes by what became of an entry that runs on the shelf, which has not taken it: until the shelf takes a change of it. */
  goBy(id: string, course: Course): void;
  remove(ids: readonly string[]): Promise<void>;
  /** Reads entries again that another tab has changed. */
  refresh(ids: readonly string[]): Promise<void>;
}

interface ListParts {
  readonly queue: QueueStore;
  readonly shelf: QueueShelf;
  readonly tabs: QueueTabs;
}

/** Makes the list. */
export function createQueueList({ queue, shelf, tabs }: ListParts): QueueList {
  /** Puts entries in the place of those of the same ids. */
  function take(ids: readonly string[], entries: readonly QueueEntry[]): void {
    const replaced = new Set(ids);
    queue.setState((state) => ({
      entries: [...state.entries.filter(({ id }) => !replaced.has(id)), ...entries].toSorted(byOrder),
    }));
  }
  /** What became of entries that still run on the shelf. */
  const behind = new Map<string, Course>();
  function asItIs<Row extends Pick<EntryRow, 'id' | 'course'>>(row: Row): Row {
    const course = row.course.status === 'running' ? behind.get(row.id) : undefined;
    return course ? { ...row, course } : row;
  }
  const tell = (ids: readonly string[]): void => tabs.tell({ kind: 'changed', ids: [...ids] });

  return {
    async read() {
      const { entries, unreadable, switches } = await shelf.all();
      take(
        entries.map(({ id }) => id),
        entries,
      );
      queue.setState(switches);
      return unreadable;
    },
    async add(entries) {
      await shelf.put(entries);
      const ids = entries.map(({ id }) => id);
      take(ids, entries);
      tell(ids);
    },
    async change(ids, change) {
      const rows = await shelf.change(ids, (row) => change(asItIs(row)));
      const changed = new Map(rows.map((row) => [row.id, row]));
      for (const id of changed.keys()) behind.delete(id);
      queue.setState(({ entries }) => ({
        entries: entries
          .map((entry) => (changed.has(entry.id) ? { ...entry, ...changed.get(entry.id) } : entry))
          .toSorted(byOrder),
      }));
      if (rows.length > 0) tell([...changed.keys()]);
      return rows.length;
    },
    goBy(id, course) {
      behind.set(id, course);
      queue.setState(({ entries }) => ({ entries: entries.map(asItIs) }));
    },
    async remove(ids) {
      await shelf.remove(ids);
      take(ids, []);
      tell(ids);
    },
    async refresh(ids) {
      take(ids, (await shelf.some(ids)).map(asItIs));
    },
  };
}

function byOrder(one: QueueEntry, other: QueueEntry): number {
  return one.order - other.order || (one.id < other.id ? -1 : 1);
}
