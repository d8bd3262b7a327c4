import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { memorySource } from '../../core/weights/index.ts';
import type { OpenFixture } from './cases.ts';

/** Where the fixtures of models are on disk. */
export const MODEL_FIXTURES = fileURLToPath(new URL('../fixtures/models/', import.meta.url));

/** Opens a fixture from disk. */
export const openFixtureFile: OpenFixture = async (path) =>
  memorySource(await readFile(new URL(`../fixtures/models/${path}`, import.meta.url)));
