import { ArmatureError } from '../../core/result/index.ts';
import { memorySource } from '../../core/weights/index.ts';
import type { FileStore, FileWriter } from '../../workers/store/file-store.ts';

/** A store in memory that a test can look into and make fail. */
export interface MemoryStore extends FileStore {
  readonly files: Map<string, Uint8Array>;
  /** Bytes that it may hold. */
  quota: number;
  /** Called before every write of a file; may throw, as a platform may. */
  beforeWrite: (path: string, position: number) => void;
}

/** Makes an empty store. */
export function memoryStore(): MemoryStore {
  const files = new Map<string, Uint8Array>();
  const used = (): number => [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const store: MemoryStore = {
    files,
    quota: 1e9,
    beforeWrite: () => undefined,
    open(path) {
      const bytes = files.get(path);
      return Promise.resolve(bytes && memorySource(bytes));
    },
    writer: (path) => Promise.resolve(writerOf(path)),
    remove(path) {
      for (const name of [...files.keys()]) {
        if (name === path || name.startsWith(`${path}/`)) files.delete(name);
      }
      return Promise.resolve();
    },
    names(path) {
      const inside = [...files.keys()].filter((name) => name.startsWith(`${path}/`));
      return Promise.resolve([
        ...new Set(inside.map((name) => name.slice(path.length + 1).split('/', 1)[0] ?? '')),
      ]);
    },
    room: () => Promise.resolve({ used: used(), quota: store.quota }),
  };

  function writerOf(path: string): FileWriter {
    const resize = (size: number): Uint8Array => {
      const before = files.get(path) ?? new Uint8Array();
      if (used() - before.length + size > store.quota) {
        throw new ArmatureError({ code: 'storage-full', message: 'The browser has no more room.' });
      }
      const after = new Uint8Array(size);
      after.set(before.subarray(0, size));
      files.set(path, after);
      return after;
    };
    if (!files.has(path)) files.set(path, new Uint8Array());
    return {
      writeAt(position, bytes) {
        store.beforeWrite(path, position);
        const present = files.get(path) ?? new Uint8Array();
        const target = present.length < position + bytes.length ? resize(position + bytes.length) : present;
        target.set(bytes, position);
      },
      truncate: (size) => void resize(size),
      flush: () => undefined,
      close: () => undefined,
    };
  }

  return store;
}
