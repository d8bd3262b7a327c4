import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../../core/weights/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';

/** A model folder on disk, read by ranges. */
export function nodeFolder(path: string): ModelFolder {
  return { label: path, open: (file) => openFile(join(path, file)) };
}

/** Opens a file on disk, or gives undefined when there is none of that path. */
export async function openFile(path: string): Promise<ByteSource | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  return {
    size: info.size,
    async read(start, end) {
      const file = await open(path);
      try {
        const bytes = new Uint8Array(end - start);
        await file.read(bytes, 0, bytes.length, start);
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}
