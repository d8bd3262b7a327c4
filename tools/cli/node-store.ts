import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore, FileWriter } from '../../workers/store/file-store.ts';
import { nodeFolder } from './node-folder.ts';

/** A store in a folder on disk, as the browser's is in its own file system. */
export function nodeStore(root: string): FileStore {
  const folder = nodeFolder(root);
  return {
    open: (path) => folder.open(path),
    writer: (path) => Promise.resolve(writerOf(join(root, path))),
    remove: (path) => rm(join(root, path), { recursive: true, force: true }),
    names: (path) => readdir(join(root, path)).catch(() => []),
    async room() {
      const { bavail, blocks, bsize } = await statfs(root);
      return { used: (blocks - bavail) * bsize, quota: blocks * bsize };
    },
  };
}

function writerOf(path: string): FileWriter {
  mkdirSync(dirname(path), { recursive: true });
  // Opened for changes, made where there is none.
  closeSync(openSync(path, 'a'));
  const file = openSync(path, 'r+');
  return {
    writeAt(position, bytes) {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(file, bytes, written, bytes.length - written, position + written);
      }
    },
    truncate: (size) => ftruncateSync(file, size),
    flush: () => fsyncSync(file),
    close: () => closeSync(file),
  };
}
