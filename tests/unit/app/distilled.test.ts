import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createModelsStore, distilledTo } from '../../../app/state/models.ts';
import { parseManifest } from '../../../core/manifest/index.ts';

const FILE = resolve(import.meta.dirname, '../../../models-manifest.json');
const manifest = parseManifest(JSON.parse(readFileSync(FILE, 'utf8')));
const [builtIn] = manifest.models;

describe('the settings that weights were distilled to', () => {
  it('are those of the preset in use, and there are none for models that take any', () => {
    const { getState, setState } = createModelsStore(manifest);
    expect(distilledTo(getState())).toBeUndefined();
    setState({ loras: [{ id: 'armature-tiny-fast', weight: 1 }] });
    expect(distilledTo(getState())).toMatchObject({ steps: 4, guidance: 1, sampler: 'ddim' });
  });

  it('are those of the model where it was distilled itself, the same object at every look', () => {
    const { getState } = createModelsStore({ ...manifest, models: [{ ...builtIn!, distilled: true }] });
    const settings = distilledTo(getState());
    expect(settings).toMatchObject({ steps: 12, guidance: 4 });
    expect(distilledTo(getState()), 'or a component that reads it never rests').toBe(settings);
  });
});
