import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { memorySource } from '../../core/weights/index.ts';
import type { ModelFolder } from '../../workers/engine/model-folder.ts';

const FIXTURE = resolve(import.meta.dirname, '../fixtures/detect');

/** A parsed document of the fixture. */
export function detectFixture(name: string): unknown {
  return JSON.parse(readFileSync(join(FIXTURE, name), 'utf8')) as unknown;
}

/** Bytes of a stand-in network. */
export function standIn(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(FIXTURE, name)));
}

/** A folder of these files. */
export function folderWith(files: Readonly<Record<string, Uint8Array>>): ModelFolder {
  return {
    label: 'detector',
    open: (path) => Promise.resolve(files[path] && memorySource(files[path])),
  };
}
