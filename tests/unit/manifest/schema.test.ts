import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../core/manifest/index.ts';

const model = {
  id: 'armature-tiny',
  label: 'Armature Tiny',
  license: 'MIT',
  base: 'models/armature-tiny/',
  files: [{ path: 'unet/config.json', bytes: 10, sha256: '0'.repeat(64) }],
  defaults: {
    prompt: 'a woman',
    negativePrompt: '',
    width: 128,
    height: 128,
    steps: 12,
    guidance: 4,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
  },
  sizes: [128],
};

describe('parseManifest', () => {
  it('takes a manifest as it is', () => {
    expect(parseManifest({ version: 1, models: [model] }).models[0]).toEqual(model);
  });

  it.each([
    ['version', { version: 2, models: [model] }],
    ['models', { version: 1, models: [] }],
    [
      'models.0.files.0.sha256',
      { version: 1, models: [{ ...model, files: [{ ...model.files[0], sha256: 'abc' }] }] },
    ],
    [
      'models.0.files.0.path',
      { version: 1, models: [{ ...model, files: [{ ...model.files[0], path: '../x' }] }] },
    ],
    ['models.0.base', { version: 1, models: [{ ...model, base: 'models/x' }] }],
    [
      'models.0.defaults.sampler',
      { version: 1, models: [{ ...model, defaults: { ...model.defaults, sampler: 'x' } }] },
    ],
    ['models.0.sizes.0', { version: 1, models: [{ ...model, sizes: [100] }] }],
  ])('names %s', (field, json) => {
    expect(() => parseManifest(json)).toThrow(`models-manifest.json: ${field}: `);
  });

  it('refuses what is no object at all', () => {
    expect(() => parseManifest('[]')).toThrow('models-manifest.json');
  });
});
