/*
 * `npm run package-model`: what it packs gives the very picture that the raw checkpoint gives under the same policy.
 */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankImage } from '../../core/image/index.ts';
import { type ModelEntry, parseManifest } from '../../core/manifest/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { openNodeEngine } from '../../tools/cli/node-engine.ts';
import { nodeFolder } from '../../tools/cli/node-folder.ts';
import { runTool } from './run-tool.ts';

const FIXTURE = resolve(import.meta.dirname, '../fixtures/models/pipeline');

const REQUEST: GenerateRequest = {
  prompt: 'a red shirt',
  negativePrompt: '',
  seed: 3,
  width: 64,
  height: 64,
  steps: 3,
  guidance: 4,
  sampler: 'dpmpp_2m',
  scheduler: 'karras',
  controlStrength: 1,
  control: { kind: 'image', image: blankImage(64, 64) },
  init: { image: blankImage(64, 64), strength: 0.9 },
};

async function draw(folder: string, policy: 'f32' | 'int8'): Promise<Uint8ClampedArray> {
  const engine = await openNodeEngine({ model: nodeFolder(folder), policy, threads: 1 });
  const { pictures } = await engine.generate(REQUEST);
  await engine.release();
  return pictures[0].image.data;
}

describe('npm run package-model', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'armature-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('packs a model, lists its files, and the packed one draws the same picture', async () => {
    const manifest = {
      version: 2,
      hub: 'https://hub.example/',
      models: [
        {
          id: 'small',
          label: 'Small',
          family: 'stable-diffusion-1',
          license: { name: 'MIT' },
          base: 'models/small/',
          files: [{ path: 'old.json', bytes: 1, sha256: '0'.repeat(64) }],
          defaults: {
            ...{ prompt: '', negativePrompt: '', width: 64, height: 64, steps: 3, guidance: 4 },
            ...{ sampler: 'euler', scheduler: 'normal' },
          },
          sizes: [64],
        },
      ],
    };
    await writeFile(at('manifest.json'), JSON.stringify(manifest));
    const { code, errors, out } = await runTool(
      'package-model',
      ...['--model', FIXTURE, '--out', at('packed'), '--policy', 'int8'],
      ...['--manifest', at('manifest.json'), '--id', 'small'],
    );
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toMatch(/unet\/diffusion_pytorch_model\.safetensors: [\d.]+ MB; .*mean error \d\.\de-3/);

    const [model] = parseManifest(JSON.parse(await readFile(at('manifest.json'), 'utf8'))).models;
    expect(model?.files.map(({ path }) => path)).toEqual([
      'controlnet/config.json',
      'controlnet/diffusion_pytorch_model.safetensors',
      'scheduler/scheduler_config.json',
      'text_encoder/config.json',
      'text_encoder/model.safetensors',
      'tokenizer/tokenizer.json',
      'tokenizer/tokenizer_config.json',
      'unet/config.json',
      'unet/diffusion_pytorch_model.safetensors',
      'vae/config.json',
      'vae/diffusion_pytorch_model.safetensors',
    ]);
    for (const { path, bytes, sha256 } of model?.files ?? []) {
      const content = await readFile(join(at('packed'), path));
      expect({
        path,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      }).toEqual({
        path,
        bytes,
        sha256,
      });
    }
    expect(await draw(at('packed'), 'f32')).toEqual(await draw(FIXTURE, 'int8'));
  });

  it('writes a manifest entry of its own, and adds it to a manifest', async () => {
    const { code, errors } = await runTool(
      'package-model',
      ...['--model', FIXTURE, '--out', at('Another One'), '--policy', 'int4'],
      ...['--manifest', at('manifest.json'), '--label', 'Another one'],
    );
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    const entry: unknown = JSON.parse(await readFile(join(at('Another One'), 'manifest-entry.json'), 'utf8'));
    expect(entry).toMatchObject({ id: 'another-one', base: 'models/another-one/', policies: ['int4'] });
    const { models } = parseManifest(JSON.parse(await readFile(at('manifest.json'), 'utf8')));
    expect(models.map(({ id }) => id)).toEqual(['small', 'another-one']);
    expect(models[1]).toEqual(entry);
  });

  it('gives a model that was distilled its own settings', async () => {
    await cp(FIXTURE, at('distilled'), { recursive: true });
    const config = join(at('distilled'), 'scheduler', 'scheduler_config.json');
    const told = JSON.parse(await readFile(config, 'utf8')) as object;
    await writeFile(config, JSON.stringify({ ...told, distilled_steps: 4 }));
    const pack = async (): Promise<ModelEntry> => {
      const manifest = at('manifest.json');
      const options = ['--model', at('distilled'), '--out', at('few'), '--manifest', manifest];
      expect(await runTool('package-model', ...options)).toMatchObject({ code: 0, errors: [] });
      return parseManifest(JSON.parse(await readFile(manifest, 'utf8'))).models.find(
        ({ id }) => id === 'few',
      )!;
    };
    const OWN = { steps: 4, guidance: 1, sampler: 'ddim', scheduler: 'sgm_uniform' };
    const added = await pack();
    expect(added).toMatchObject({ defaults: OWN, distilled: true });
    const manifest = JSON.parse(await readFile(at('manifest.json'), 'utf8')) as { models: ModelEntry[] };
    const changed = {
      ...added,
      distilled: undefined,
      defaults: { ...added.defaults, prompt: 'a cat', steps: 30 },
    };
    const models = manifest.models.map((model) => (model.id === 'few' ? changed : model));
    await writeFile(at('manifest.json'), JSON.stringify({ ...manifest, models }));
    expect(await pack()).toEqual({ ...added, defaults: { ...added.defaults, prompt: 'a cat' } });
    await writeFile(config, JSON.stringify(told));
    expect((await pack()).distilled, 'one that is no longer').toBeUndefined();
  });

  it('refuses a packed model, a missing one, and its own folder', async () => {
    const packed = await runTool('package-model', '--model', at('packed'), '--out', at('again'));
    expect(packed).toMatchObject({ code: 2, errors: [expect.stringContaining('is packed already')] });
    const missing = await runTool('package-model', '--model', at('none'), '--out', at('again'));
    expect(missing).toMatchObject({ code: 2, errors: [expect.stringContaining('There is no folder')] });
    const same = await runTool('package-model', '--model', FIXTURE, '--out', FIXTURE);
    expect(same).toMatchObject({
      code: 2,
      errors: [expect.stringContaining('--out must be another folder')],
    });
  });

  it('names the network that does not fit its config', async () => {
    await cp(FIXTURE, at('broken'), { recursive: true });
    const path = join(at('broken'), 'unet/config.json');
    const config = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await writeFile(path, JSON.stringify({ ...config, layers_per_block: 2 }));
    const { code, errors } = await runTool('package-model', '--model', at('broken'), '--out', at('again'));
    expect(code).toBe(2);
    expect(errors).toEqual([expect.stringMatching(/^error: .*down_blocks\.0\.resnets\.1.* is missing/)]);
  });
});
