/*
 * Where encrypted keys lie while the page is closed: IndexedDB, which can hold a key that cannot be read out.
 */
import type { IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { nothingWhereForbidden, openDatabase } from '../../storage/open-database.ts';
import { type Sealed, sealedSchema } from './seal.ts';

/** Keeps sealed keys, one of each service. Every call may reject with the browser's reason; where nothing can be kept, there are none. */
export interface KeyShelf {
  all(): Promise<readonly Sealed[]>;
  put(sealed: Sealed): Promise<void>;
  remove(service: string): Promise<void>;
  clear(): Promise<void>;
}

const DATABASE = 'armature.keys';
const TABLE = 'keys';

/** Makes the shelf. A row that cannot be read counts as none. */
export function createKeyShelf(): KeyShelf {
  return {
    all: () =>
      using(async (database) => (await database.getAll(TABLE)).flatMap(readRow)).catch(nothingWhereForbidden),
    put: (sealed) =>
      using(async (database) => {
        await database.put(TABLE, sealed);
      }),
    remove: (service) => using((database) => database.delete(TABLE, service)),
    clear: () => using((database) => database.clear(TABLE)),
  };
}

function readRow(row: unknown): Sealed[] {
  const parsed = v.safeParse(sealedSchema, row);
  return parsed.success ? [parsed.output] : [];
}

/** Opened for each use, so that no tab stands in the way of another that deletes. */
async function using<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(DATABASE, 1, {
    upgrade: (fresh) => void fresh.createObjectStore(TABLE, { keyPath: 'service' }),
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
