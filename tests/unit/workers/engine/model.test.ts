import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../../core/weights/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import type { ModelFolder } from '../../../../workers/engine/model-folder.ts';
import { latentFactor, openModel } from '../../../../workers/engine/model.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../fixtures/models');
const PIPELINE = nodeFolder(resolve(FIXTURES, 'pipeline'));

/** The pipeline with fields of one config changed; undefined takes a field out. */
function withConfig(path: string, fields: Readonly<Record<string, unknown>>): ModelFolder {
  return {
    label: 'changed',
    async open(file) {
      const source = await PIPELINE.open(file);
      if (file !== path || !source) return source;
      const config = JSON.parse(new TextDecoder().decode(await source.read(0, source.size))) as object;
      return memorySource(new TextEncoder().encode(JSON.stringify({ ...config, ...fields })));
    },
  };
}

const open = (model: ModelFolder): ReturnType<typeof openModel> => openModel({ model, policy: 'f32' });

describe('openModel', () => {
  it('opens a diffusers folder', async () => {
    const model = await open(PIPELINE);
    expect(model.autoencoder.kind).toBe('kl');
    expect(latentFactor(model.autoencoder)).toBe(8);
    expect(model.trained.prediction).toBe('eps');
    expect(model.trained.schedule.sigmaMax).toBeCloseTo(14.6146, 3);
    expect(model.unet.weights.policy).toBe('f32');
  });

  it('reads what the model predicts and at which noise', async () => {
    const path = 'scheduler/scheduler_config.json';
    const { trained } = await open(
      withConfig(path, { prediction_type: 'v_prediction', beta_schedule: 'linear' }),
    );
    expect(trained.prediction).toBe('v');
    expect(trained.schedule.sigmaMax).toBeCloseTo(25.0, 0);
  });

  it('knows the steps that a model was distilled for', async () => {
    const path = 'scheduler/scheduler_config.json';
    expect((await open(withConfig(path, { distilled_steps: 4 }))).trained.distilledSteps).toBe(4);
    expect((await open(PIPELINE)).trained).not.toHaveProperty('distilledSteps');
  });

  it('goes without a preview decoder that was made for other latents', async () => {
    const tiny = nodeFolder(resolve(FIXTURES, 'autoencoder-tiny-two-stages'));
    const withPreview = (model: ModelFolder): ModelFolder => ({
      label: model.label,
      open: (path) =>
        path.startsWith('preview_decoder/')
          ? tiny.open(path.slice('preview_decoder/'.length))
          : model.open(path),
    });
    expect((await open(withPreview(PIPELINE))).previewDecoder).toBeUndefined();
    const wide = withConfig('unet/config.json', { in_channels: 6 });
    const six: ModelFolder = {
      label: 'six',
      open: (path) =>
        path === 'vae/config.json' ? withConfig(path, { latent_channels: 6 }).open(path) : wide.open(path),
    };
    expect((await open(withPreview(six))).previewDecoder).toBeDefined();
  });

  it.each([
    ['scheduler/scheduler_config.json', { prediction_type: 'sample' }, 'prediction_type'],
    ['scheduler/scheduler_config.json', { beta_schedule: 'squaredcos_cap_v2' }, 'beta_schedule'],
    ['scheduler/scheduler_config.json', { rescale_betas_zero_snr: true }, 'rescale_betas_zero_snr'],
    ['scheduler/scheduler_config.json', { trained_betas: [0.1] }, 'trained_betas'],
    ['unet/config.json', { in_channels: 9 }, 'the UNet takes 9 channels, the autoencoder gives 4'],
    ['controlnet/config.json', { conditioning_embedding_out_channels: [8, 8] }, 'reduced 2 times'],
    ['controlnet/config.json', { cross_attention_dim: 64 }, 'the text encoder gives 32 features'],
    ['vae/config.json', { _class_name: 'AutoencoderDC' }, 'AutoencoderDC'],
  ])('refuses %s with %j', async (path, fields, hint) => {
    const failing = open(withConfig(path, fields));
    await expect(failing).rejects.toMatchObject({ failure: { code: 'bad-config' } });
    await expect(failing).rejects.toThrow(hint);
  });

  it('names a missing file', async () => {
    const folder = {
      label: 'half',
      open: (path: string) => (path.startsWith('vae/') ? Promise.resolve(undefined) : PIPELINE.open(path)),
    };
    await expect(open(folder)).rejects.toMatchObject({
      failure: { code: 'file-missing', message: 'half/vae has no config.json.' },
    });
  });
});
