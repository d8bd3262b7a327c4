import type { QueueEntry } from '../state/queue.ts';
import { rowOf } from './row.ts';
import type { QueueShelf, QueueSwitches } from './shelf.ts';

/** Makes a shelf that lasts as long as the page: for one that is embedded, and where the browser keeps nothing. */
export function passingShelf(): QueueShelf {
  const kept = new Map<string, QueueEntry>();
  let switches: QueueSwitches = { paused: false, notify: false };
  return {
    all: () => Promise.resolve({ entries: [...kept.values()], unreadable: 0, switches }),
    some: (ids) => Promise.resolve(ids.flatMap((id) => kept.get(id) ?? [])),
    put(entries) {
      for (const entry of entries) kept.set(entry.id, entry);
      return Promise.resolve();
    },
    change(ids, change) {
      const changed = ids.flatMap((id) => {
        const entry = kept.get(id);
        const row = entry && change(rowOf(entry));
        if (row) kept.set(id, { ...entry, ...row });
        return row ?? [];
      });
      return Promise.resolve(changed);
    },
    remove(ids) {
      for (const id of ids) kept.delete(id);
      return Promise.resolve();
    },
    putSwitches(given) {
      switches = given;
      return Promise.resolve();
    },
  };
}
