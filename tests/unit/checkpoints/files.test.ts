/*
 * Small random checkpoints in the original layout, in float16, bfloat16 and float32, against what diffusers reads.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { componentState, inferConfigs, leftOver } from '../../../core/checkpoints/index.ts';
import type { CheckpointComponent, Recognised } from '../../../core/checkpoints/index.ts';
import {
  authorControlHint,
  authorControlNet,
  authorTextEncoder,
  authorUNet,
  authorVaeDecoder,
  authorVaeEncoder,
  parseAutoencoderKLConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseUNetConfig,
} from '../../../core/models/index.ts';
import { packToMemory, planPacking } from '../../../core/quantize/index.ts';
import type { StateDict } from '../../../core/weights/index.ts';
import { openRecognised, readJson } from './states.ts';
import type { Shape } from './states.ts';

const digests = (await readJson('digests.json')) as Record<
  CheckpointComponent,
  Record<string, [Shape, number]>
>;

/** A sum that depends on the order of the values. */
function digest(values: Float32Array): number {
  return values.reduce((sum, value, i) => sum + value * ((i % 97) + 1), 0);
}

interface Opened {
  readonly state: StateDict;
  readonly recognised: Recognised;
}

describe('small checkpoints', () => {
  let checkpoint: Opened;
  let controlnet: Opened;
  beforeAll(async () => {
    checkpoint = await openRecognised('checkpoint.safetensors');
    controlnet = await openRecognised('controlnet.safetensors');
  });
  const fileOf = (component: CheckpointComponent): Opened =>
    component === 'controlnet' ? controlnet : checkpoint;

  it('are told apart', () => {
    expect(checkpoint.recognised.kind).toBe('checkpoint');
    expect(controlnet.recognised.kind).toBe('controlnet');
  });

  it.each(['unet', 'vae', 'text_encoder', 'controlnet'] as const)(
    'have the values of the %s that diffusers converts',
    async (component) => {
      const { state: file, recognised } = fileOf(component);
      const state = componentState(file, recognised, component);
      expect(new Set(state.names())).toEqual(new Set(Object.keys(digests[component])));
      for (const [name, [shape, expected]] of Object.entries(digests[component])) {
        expect(state.shapeOf(name)).toEqual(shape);
        expect(digest(await state.floats(name)), name).toBeCloseTo(expected, 6);
      }
    },
  );

  it('name a tensor that they lack', async () => {
    const state = componentState(checkpoint.state, checkpoint.recognised, 'unet');
    await expect(state.floats('input_blocks.0.0.weight')).rejects.toMatchObject({ code: 'bad-weights' });
  });

  it('leave over only what nobody knows', () => {
    expect(leftOver(checkpoint.state, checkpoint.recognised)).toEqual(['somebody.elses']);
    expect(leftOver(controlnet.state, controlnet.recognised)).toEqual([]);
  });

  it('give names in the order of the file', () => {
    const names = componentState(checkpoint.state, checkpoint.recognised, 'vae').names();
    expect(names.indexOf('decoder.up_blocks.1.resnets.0.conv1.weight')).toBeLessThan(
      names.indexOf('decoder.up_blocks.0.resnets.0.conv1.weight'),
    );
  });

  it('can be packed with the configs that their shapes tell', async () => {
    const configs = {
      ...inferConfigs(checkpoint.state, checkpoint.recognised),
      ...inferConfigs(controlnet.state, controlnet.recognised),
    };
    const size = { policy: 'int8', batch: 1, height: 8, width: 8, sequenceLength: 16 } as const;
    const vae = parseAutoencoderKLConfig(configs.vae, 'vae');
    const control = parseControlNetConfig(configs.controlnet, 'controlnet');
    expect(control.conditioning_embedding_out_channels).toEqual([4, 6, 8, 10]);
    const models = [
      authorUNet(parseUNetConfig(configs.unet, 'unet'), { ...size, control: true }),
      authorTextEncoder(parseClipTextConfig(configs.text_encoder, 'text'), size),
      authorVaeEncoder(vae, size),
      authorVaeDecoder(vae, size),
      authorControlNet(control, size),
      authorControlHint(control, size),
    ];
    for (const { component: network, weights } of models) {
      const component = network as CheckpointComponent;
      const { state, recognised } = fileOf(component);
      const packing = planPacking(weights, componentState(state, recognised, component), {});
      const { reports } = await packToMemory(packing);
      expect(Math.max(...reports.map(({ relativeError }) => relativeError))).toBeLessThan(0.02);
    }
  });
});
