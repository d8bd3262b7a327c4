/*
 * The files of the gallery in the origin's private file system, one a picture.
 */

/** Where files lie. */
export interface PictureFiles {
  write(id: string, file: Blob): Promise<void>;
  /** Undefined where there is none. */
  read(id: string): Promise<Blob | undefined>;
  /** Removes a file, if there is one. */
  remove(id: string): Promise<void>;
}

const FOLDER = 'gallery';

/** Opens the folder; undefined where the browser has none, or none that a page can write to. */
export async function openPictureFiles(): Promise<PictureFiles | undefined> {
  // Some browsers let workers alone write there.
  if (!('FileSystemFileHandle' in globalThis) || !('createWritable' in FileSystemFileHandle.prototype)) {
    return undefined;
  }
  const root = await rootFolder();
  if (!root) return undefined;
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  return {
    async write(id, file) {
      const handle = await folder.getFileHandle(nameOf(id), { create: true });
      try {
        const writable = await handle.createWritable();
        // The file changes when all of it is written, not before.
        await file.stream().pipeTo(writable);
      } catch (error) {
        await folder.removeEntry(nameOf(id)).catch(() => undefined);
        throw error;
      }
    },
    async read(id) {
      try {
        return await (await folder.getFileHandle(nameOf(id))).getFile();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async remove(id) {
      try {
        await folder.removeEntry(nameOf(id));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

/** Private windows refuse it, and pages without a safe address do not have it. */
async function rootFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await navigator.storage.getDirectory();
  } catch {
    return undefined;
  }
}

function nameOf(id: string): string {
  return `${id}.png`;
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}
