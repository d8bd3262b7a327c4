import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ModelEntry, parseManifest } from '../../core/manifest/index.ts';

const LIST = resolve(import.meta.dirname, '../../models-manifest.json');

/** The model that comes with the page. */
export const BUILT_IN: ModelEntry = builtInOf(parseManifest(JSON.parse(readFileSync(LIST, 'utf8'))).models);

/** The side in px of its pictures, which are square. */
export const SIDE = BUILT_IN.defaults.width;

function builtInOf(models: readonly ModelEntry[]): ModelEntry {
  const found = models.find(({ builtIn }) => builtIn);
  if (!found) throw new Error('models-manifest.json has no built-in model');
  return found;
}
