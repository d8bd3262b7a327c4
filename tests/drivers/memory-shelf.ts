import type { PoseShelf } from '../../app/storage/pose-shelf.ts';
import { readRows, rowOf } from '../../app/storage/pose-shelf.ts';
import { ArmatureError } from '../../core/result/index.ts';

/** A shelf in memory, with the rows as the database would have them. */
export interface MemoryShelf extends PoseShelf {
  readonly rows: Map<string, unknown>;
  /** Refuses everything, as in a private window. */
  broken: boolean;
}

/** Makes an empty shelf. */
export function memoryShelf(): MemoryShelf {
  const shelf: MemoryShelf = {
    rows: new Map(),
    broken: false,
    all: () => attempt(() => readRows([...shelf.rows.values()])),
    put: (poses) =>
      attempt(() => poses.forEach((pose) => shelf.rows.set(pose.id, structuredClone(rowOf(pose))))),
    remove: (ids) => attempt(() => ids.forEach((id) => shelf.rows.delete(id))),
  };
  async function attempt<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (shelf.broken) throw new ArmatureError({ code: 'storage', message: 'Refused.', next: 'Export.' });
    return work();
  }
  return shelf;
}
