/*
 * The person's own poses in IndexedDB. Each row is an OpenPose document with a name; what does not pass the schema stays
 * where it is and is counted.
 */
import type { DBSchema } from 'idb';
import * as v from 'valibot';
import { openPoseJsonFrom, poseFromOpenPoseJson } from '../../core/pose/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { SavedPose } from '../state/poses.ts';
import { heldDatabase } from './held-database.ts';

/** What the shelf gave. */
export interface ShelfReading {
  readonly poses: readonly SavedPose[];
  /** Rows that cannot be read. */
  readonly unreadable: number;
}

/** Where poses outlive the page. All calls may fail with an ArmatureError `storage` or `storage-full`. */
export interface PoseShelf {
  all(): Promise<ShelfReading>;
  put(poses: readonly SavedPose[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

interface ShelfSchema extends DBSchema {
  poses: { key: string; value: { id: string } };
}

const NAME = 'armature-poses';
const VERSION = 1;

const rowSchema = v.object({
  id: v.string(),
  name: v.pipe(v.string(), v.minLength(1)),
  category: v.string(),
  savedAt: v.pipe(v.number(), v.finite()),
  document: v.unknown(),
});

/** Makes the shelf; the database is opened at the first call, and again after a failure. */
export function createPoseShelf(): PoseShelf {
  const using = heldDatabase<ShelfSchema>({
    name: NAME,
    version: VERSION,
    upgrade: (database) => void database.createObjectStore('poses', { keyPath: 'id' }),
    errorOf: shelfError,
  });
  return {
    all: () => using(async (database) => readRows(await database.getAll('poses'))),
    put: (poses) =>
      using(async (database) => {
        const { store, done } = database.transaction('poses', 'readwrite');
        await Promise.all([...poses.map((pose) => store.put(rowOf(pose))), done]);
      }),
    remove: (ids) =>
      using(async (database) => {
        const { store, done } = database.transaction('poses', 'readwrite');
        await Promise.all([...ids.map((id) => store.delete(id)), done]);
      }),
  };
}

/** Reads rows of the shelf, newest first. */
export function readRows(rows: readonly unknown[]): ShelfReading {
  const poses = rows.flatMap((row) => readRow(row) ?? []);
  return {
    poses: poses.toSorted((a, b) => b.savedAt - a.savedAt),
    unreadable: rows.length - poses.length,
  };
}

function readRow(row: unknown): SavedPose | undefined {
  const parsed = v.safeParse(rowSchema, row);
  if (!parsed.success) return undefined;
  const { document, ...rest } = parsed.output;
  try {
    return { ...rest, pose: poseFromOpenPoseJson(document), kept: true };
  } catch {
    return undefined;
  }
}

/** Writes a row of the shelf. */
export function rowOf({ id, name, category, savedAt, pose }: SavedPose): { id: string } {
  return { id, name, category, savedAt, document: openPoseJsonFrom(pose, { confidence: 'kept' }) } as {
    id: string;
  };
}

function shelfError(error: unknown): ArmatureError {
  if (error instanceof ArmatureError) return error;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const detail = error instanceof Error ? error.message : String(error);
  return full
    ? new ArmatureError({
        code: 'storage-full',
        message: words`The browser has no room left for poses.`,
        next: words`Export your poses to a file, or free space on this device.`,
        detail,
      })
    : new ArmatureError({
        code: 'storage',
        message: words`The browser did not keep or find the poses.`,
        next: words`Export your poses to a file before you close the page.`,
        detail,
      });
}
