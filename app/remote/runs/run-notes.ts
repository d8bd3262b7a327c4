/*
 * The notes of runs as this page has them: those that the browser did not take are remembered here, so that what was paid
 * for can be fetched as long as the page is open.
 */
import type { KeptRun, RunShelf } from './run-shelf.ts';

/** A shelf of runs, and what it did not take. */
export interface RunNotes extends RunShelf {
  /** The latest note of a run. @throws ArmatureError `storage` */
  one(id: string): Promise<KeptRun | undefined>;
  /** Is the latest note of a run gone when the page is closed? */
  isPassing(id: string): boolean;
}

/** Makes the notes on a shelf. */
export function createRunNotes(shelf: RunShelf): RunNotes {
  const passing = new Map<string, KeptRun>();
  return {
    all: () => shelf.all(),
    unreadable: () => shelf.unreadable(),
    one: async (id) => passing.get(id) ?? (await shelf.all()).find((run) => run.id === id),
    isPassing: (id) => passing.has(id),
    async put(run) {
      passing.set(run.id, run);
      await shelf.put(run);
      passing.delete(run.id);
    },
    async remove(id) {
      passing.delete(id);
      await shelf.remove(id);
    },
  };
}
