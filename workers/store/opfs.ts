/*
 * The browser's origin private file system. Synchronous access handles are the only way to write at a place without a
 * copy of the whole file; dedicated workers alone have them.
 */
import { ArmatureError } from '../../core/result/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import { blobFile } from '../engine/model-folder.ts';
import type { FileStore, FileWriter } from './file-store.ts';

/** Opens the store of this origin. */
export function opfsStore(): FileStore {
  return {
    async open(path) {
      const handle = await fileHandle(path, 'existing');
      const file = await handle?.getFile().catch(unlessMissing);
      return file && blobFile(file);
    },
    async writer(path) {
      return guarded(path, async () => {
        const handle = await fileHandle(path, 'create');
        if (!handle) throw new Error('no handle');
        return writerOver(path, await handle.createSyncAccessHandle());
      });
    },
    async remove(path) {
      const { folder, name } = split(path);
      const parent = await folderHandle(folder, 'existing');
      await parent?.removeEntry(name, { recursive: true }).catch(unlessMissing);
    },
    async names(path) {
      const folder = await folderHandle(path.split('/'), 'existing');
      if (!folder) return [];
      const found: string[] = [];
      for await (const name of folder.keys()) found.push(name);
      return found;
    },
    async room() {
      const { usage, quota } = await navigator.storage.estimate();
      return usage === undefined || quota === undefined ? undefined : { used: usage, quota };
    },
  };
}

function writerOver(path: string, access: FileSystemSyncAccessHandle): FileWriter {
  const checked = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storageError(path, error);
    }
  };
  return {
    writeAt: (position, bytes) =>
      checked(() => {
        for (let written = 0; written < bytes.length;) {
          const rest = bytes.subarray(written) as Uint8Array<ArrayBuffer>;
          const count = access.write(rest, { at: position + written });
          if (count === 0) throw new DOMException('Nothing could be written.', 'QuotaExceededError');
          written += count;
        }
      }),
    truncate: (size) => checked(() => access.truncate(size)),
    flush: () => checked(() => access.flush()),
    close: () => access.close(),
  };
}

type Wanted = 'existing' | 'create';

async function fileHandle(path: string, wanted: Wanted): Promise<FileSystemFileHandle | undefined> {
  const { folder, name } = split(path);
  const parent = await folderHandle(folder, wanted);
  return parent?.getFileHandle(name, { create: wanted === 'create' }).catch(unlessMissing);
}

async function folderHandle(
  path: readonly string[],
  wanted: Wanted,
): Promise<FileSystemDirectoryHandle | undefined> {
  let folder: FileSystemDirectoryHandle | undefined = await guarded('the store', () =>
    navigator.storage.getDirectory(),
  );
  for (const name of path) {
    folder = await folder?.getDirectoryHandle(name, { create: wanted === 'create' }).catch(unlessMissing);
  }
  return folder;
}

function split(path: string): { folder: string[]; name: string } {
  const folder = path.split('/');
  const name = folder.pop() ?? '';
  return { folder, name };
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof DOMException && ['NotFoundError', 'TypeMismatchError'].includes(error.name)) return;
  throw storageError(words`the store`, error);
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(path, error);
  }
}

function storageError(path: Words | string, error: unknown): ArmatureError {
  if (error instanceof ArmatureError) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return new ArmatureError(
      {
        code: 'storage-full',
        message: words`The browser has no more room for this page.`,
        next: words`Remove a stored model or free space on this device, then resume: what is stored stays.`,
        detail,
      },
      { cause: error },
    );
  }
  return new ArmatureError(
    {
      code: 'storage',
      message: words`The browser refused access to ${path}.`,
      next: words`Close other tabs of this page and try again. Private windows, and pages that did not come over HTTPS, may not store files at all.`,
      detail,
    },
    { cause: error },
  );
}
