/* LoRAs on weights that are packed, as those of the built-in model are. */
import { describe, expect, it } from 'vitest';
import { authorTextProjections, authorUNet, parseUNetConfig } from '../../../../core/models/index.ts';
import { packToMemory, planPacking } from '../../../../core/quantize/index.ts';
import {
  memorySource,
  openSafetensors,
  type StateDict,
  stateDictOf,
} from '../../../../core/weights/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { openComponent, openWeights, readConfig } from '../../../../workers/engine/component.ts';
import type { ModelFolder } from '../../../../workers/engine/model-folder.ts';
import { MODEL_FIXTURES } from '../../../parity/fixture-files.ts';

const UNET = nodeFolder(`${MODEL_FIXTURES}pipeline/unet`);
const LAYER = 'mid_block.attentions.0.transformer_blocks.0.attn1.to_q';

/** Rank 1 on one layer. */
function loraOn(shape: readonly number[]): StateDict {
  const [rows = 0, columns = 0] = shape;
  const factors = new Map([
    [`unet.${LAYER}.lora_A.weight`, { shape: [1, columns], values: ramp(columns) }],
    [`unet.${LAYER}.lora_B.weight`, { shape: [rows, 1], values: ramp(rows) }],
  ]);
  return {
    names: () => [...factors.keys()],
    shapeOf: (name) => factors.get(name)?.shape,
    floats: (name) => Promise.resolve(factors.get(name)?.values ?? new Float32Array()),
  };
}

function ramp(count: number): Float32Array {
  return new Float32Array(count).map((_, i) => (i - count / 2) / count);
}

describe('a LoRA on packed weights', () => {
  it('changes them as it changes the checkpoint that they were packed from', async () => {
    const config = parseUNetConfig(await readConfig(UNET), 'config.json');
    const sizes = { policy: 'f32', batch: 1, height: 8, width: 8, sequenceLength: 4 } as const;
    const model = authorUNet(config, { ...sizes, control: false });
    const { source, label } = await openWeights(UNET);
    const state = stateDictOf(await openSafetensors(source, label));
    const { file } = await packToMemory(planPacking(model.weights, state, { policy: 'f32' }));
    const packed: ModelFolder = {
      label: 'packed',
      open: (path) =>
        Promise.resolve(path === 'diffusion_pytorch_model.safetensors' ? memorySource(file) : undefined),
    };
    const loras = [{ state: loraOn(state.shapeOf(`${LAYER}.weight`) ?? []), weight: 0.5 }];
    const dataOf = async (folder: ModelFolder, added: typeof loras): Promise<Buffer> => {
      const component = await openComponent(folder, { policy: 'f32', loras: added });
      const { data } = (await component.sourceFor(model)).weights;
      return Buffer.from(data as Uint8Array);
    };
    const changed = await dataOf(packed, loras);
    expect(changed.equals(await dataOf(UNET, loras))).toBe(true);
    expect(changed.equals(await dataOf(packed, []))).toBe(false);
  });

  it('may have nothing for a graph that needs a part of the network, but not for none of it', async () => {
    const config = parseUNetConfig(await readConfig(UNET), 'config.json');
    const sizes = { policy: 'f32', batch: 1, height: 8, width: 8, sequenceLength: 4 } as const;
    const whole = authorUNet(config, { ...sizes, control: false });
    const { source, label } = await openWeights(UNET);
    const state = stateDictOf(await openSafetensors(source, label));
    const { file } = await packToMemory(planPacking(whole.weights, state, { policy: 'f32' }));
    const open = (path: string): ReturnType<ModelFolder['open']> =>
      Promise.resolve(path === 'diffusion_pytorch_model.safetensors' ? memorySource(file) : undefined);
    const part = authorTextProjections(config, { policy: 'f32', batch: 1, sequenceLength: 4 });
    const bind = async (lora: StateDict): Promise<unknown> => {
      const loras = [{ state: lora, weight: 1 }];
      return (await openComponent({ label: 'packed', open }, { policy: 'f32', loras })).sourceFor(part);
    };
    const fitting = loraOn(state.shapeOf(`${LAYER}.weight`) ?? []);
    await expect(bind(fitting)).resolves.toBeDefined();
    const names = fitting.names().map((name) => name.replace('to_q', 'to_elsewhere'));
    await expect(bind({ ...fitting, names: () => names })).rejects.toThrow('is in this model');
  });
});
