import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { addressOf, parseManifest } from '../../../core/manifest/index.ts';

const model = {
  id: 'armature-256',
  label: 'Armature 256',
  family: 'stable-diffusion-1',
  license: { name: 'MIT' },
  base: 'models/armature-256/',
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

const lora = {
  id: 'fast',
  kind: 'lora',
  family: 'stable-diffusion-1',
  label: 'Fast',
  license: { name: 'OpenRAIL++', url: 'https://example.org/license' },
  sources: { hub: { repo: 'someone/fast', revision: 'abc', license: { name: 'OpenRAIL++' } } },
  files: [{ path: 'lora.safetensors', source: 'hub', at: 'weights.safetensors', grade: 'U' }],
  preset: { label: 'Fast', steps: 6, guidance: 1.5, sampler: 'lcm', scheduler: 'sgm_uniform' },
};
const expander = {
  id: 'expander',
  kind: 'prompt-expander',
  label: 'Expander',
  license: { name: 'MIT' },
  sources: lora.sources,
  files: [
    { path: 'model.onnx', source: 'hub', grade: 'C' },
    { path: 'tokenizer.json', source: 'hub', grade: 'U' },
  ],
};
const detector = {
  id: 'rtmo',
  kind: 'detector',
  label: 'RTMO',
  pipeline: 'rtmo',
  keypoints: 'coco-17',
  license: { name: 'Apache-2.0' },
  sources: { hub: { repo: 'someone/rtmo', revision: 'abc', license: { name: 'Apache-2.0' } } },
  files: [{ path: 'pose.onnx', source: 'hub', at: 'onnx/model.onnx', grade: 'C' }],
};
const upscaler = {
  ...{ id: 'compact', kind: 'upscaler', label: 'Compact', license: { name: 'BSD-3-Clause' }, base: 'up/' },
  files: [{ path: 'config.json' }, { path: 'model.safetensors' }],
};
const hub = 'https://hub.example/';
const manifest = { version: 2, hub, models: [model], addons: [lora], detectors: [detector] };
const withModel = (change: object): object => ({ ...manifest, models: [{ ...model, ...change }] });
const withFile = (change: object): object => withModel({ files: [{ ...model.files[0], ...change }] });

describe('parseManifest', () => {
  it('takes a manifest and fills in what may be left out', () => {
    const { models, addons, detectors } = parseManifest(manifest);
    expect(models[0]).toMatchObject({
      ...model,
      kind: 'model',
      builtIn: false,
      policies: ['int8'],
      sources: {},
    });
    expect(addons[0]).toMatchObject(lora);
    expect(parseManifest({ ...manifest, addons: [expander] }).addons).toMatchObject([expander]);
    expect(detectors[0]).toMatchObject({ ...detector, builtIn: false });
    const { upscalers } = parseManifest({ ...manifest, upscalers: [upscaler] });
    expect(upscalers).toMatchObject([{ ...upscaler, builtIn: false }]);
    expect(parseManifest(manifest).upscalers).toEqual([]);
  });

  it('takes the manifest of the page', async () => {
    const text = await readFile(new URL('../../../models-manifest.json', import.meta.url), 'utf8');
    const { models, detectors } = parseManifest(JSON.parse(text));
    expect(models.filter(({ builtIn }) => builtIn)).toHaveLength(1);
    expect(detectors.length).toBeGreaterThan(0);
  });

  it.each([
    ['version', { ...manifest, version: 1 }],
    ['hub', { ...manifest, hub: 'https://hub.example' }],
    ['models', { ...manifest, models: [] }],
    ['models.0.files.0.sha256', withFile({ sha256: 'abc' })],
    ['models.0.files.0.path', withFile({ path: '../x' })],
    ['models.0.base', withModel({ base: 'models/x' })],
    ['models.0.license', withModel({ license: 'MIT' })],
    ['models.0.defaults.sampler', withModel({ defaults: { ...model.defaults, sampler: 'x' } })],
    ['models.0.sizes.0', withModel({ sizes: [100] })],
    [
      'addons.0.preset.scheduler',
      { ...manifest, addons: [{ ...lora, preset: { ...lora.preset, scheduler: 'x' } }] },
    ],
    [
      'addons.0.preset.weight',
      // As JSON's 1e999 is read.
      { ...manifest, addons: [{ ...lora, preset: { ...lora.preset, weight: Infinity } }] },
    ],
    ['detectors.0.pipeline', { ...manifest, detectors: [{ ...detector, pipeline: 'x' }] }],
    ['detectors.0.keypoints', { ...manifest, detectors: [{ ...detector, keypoints: 'x' }] }],
  ])('names %s', (field, json) => {
    expect(() => parseManifest(json)).toThrow(`models-manifest.json: ${field}: `);
  });

  it.each([
    ['"fast" is the id of two entries', { ...manifest, addons: [lora, lora] }],
    ['names the source "other", which is not listed', withFile({ source: 'other' })],
    ['has no source, and there is no base', withModel({ base: undefined })],
    [
      'comes with the page and needs bytes and sha256',
      withModel({ builtIn: true, files: [{ path: 'a.json' }] }),
    ],
    [
      'rtmo: a detector of the pipeline vitpose has a file with the path person.onnx',
      { ...manifest, detectors: [{ ...detector, pipeline: 'vitpose' }] },
    ],
    [
      'expander: a prompt expander has a file with the path tokenizer.json',
      { ...manifest, addons: [{ ...expander, files: expander.files.slice(0, 1) }] },
    ],
    [
      'compact: an upscaler has a file with the path model.safetensors',
      { ...manifest, upscalers: [{ ...upscaler, files: upscaler.files.slice(0, 1) }] },
    ],
    ['"rtmo" is the id of two entries', { ...manifest, detectors: [detector, detector] }],
  ])('says: %s', (problem, json) => {
    expect(() => parseManifest(json)).toThrow(problem);
  });

  it('refuses what is no object at all', () => {
    expect(() => parseManifest('[]')).toThrow('models-manifest.json');
  });
});

describe('addressOf', () => {
  const places = { page: 'https://host/app/', hub };

  it('finds a file on the hub, or on a mirror with the same paths', () => {
    const { addons } = parseManifest(manifest);
    const [entry] = addons;
    expect(addressOf(entry!, entry!.files[0]!, places)).toBe(
      'https://hub.example/someone/fast/resolve/abc/weights.safetensors',
    );
  });

  it('finds a file beside the page', () => {
    const [entry] = parseManifest(manifest).models;
    expect(addressOf(entry!, entry!.files[0]!, places)).toBe(
      'https://host/app/models/armature-256/unet/config.json',
    );
  });
});
