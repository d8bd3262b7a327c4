import { describe, expect, it } from 'vitest';
import { ArmatureError } from '../../../core/result/index.ts';
import { authorUNet, checkWeights, parseUNetConfig } from '../../../core/models/index.ts';
import type { Shape } from '../../../core/onnx/index.ts';
import { SMALL_UNET } from './configs.ts';

const { weights } = authorUNet(parseUNetConfig(SMALL_UNET, 'unet/config.json'), {
  policy: 'f32',
  batch: 1,
  height: 8,
  width: 8,
  sequenceLength: 4,
  control: false,
});
const complete = new Map(weights.map(({ tensor, shape }) => [tensor, shape]));
const shapesOf = (tensors: ReadonlyMap<string, Shape>) => (tensor: string) => tensors.get(tensor);
const FILE = 'unet/diffusion_pytorch_model.safetensors';

describe('checkWeights', () => {
  it('is content with a complete checkpoint, whatever else is in it', () => {
    expect(() =>
      checkWeights(weights, shapesOf(new Map([...complete, ['position_ids', [77]]])), FILE),
    ).not.toThrow();
  });

  it('names a missing tensor', () => {
    const tensors = new Map(complete);
    tensors.delete('mid_block.resnets.1.conv2.bias');
    expect(() => checkWeights(weights, shapesOf(tensors), FILE)).toThrow(
      expect.objectContaining({
        code: 'bad-weights',
        message: `${FILE}: mid_block.resnets.1.conv2.bias is missing.`,
      }),
    );
  });

  it('names the first of several misshapen tensors and lists all of them', () => {
    const tensors = new Map(complete).set('conv_in.weight', [32, 9, 3, 3]).set('conv_out.bias', [8]);
    const [first, second] = [
      'conv_in.weight is [32, 9, 3, 3] where the config asks for [32, 4, 3, 3]',
      'conv_out.bias is [8] where the config asks for [4]',
    ];
    try {
      checkWeights(weights, shapesOf(tensors), FILE);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(ArmatureError);
      const { failure } = thrown as ArmatureError;
      expect(failure.message).toBe(`${FILE}: ${first} (and 1 more).`);
      expect(failure.detail).toBe(`${first}\n${second}`);
    }
  });
});
