import { describe, expect, it } from 'vitest';
import { formatFor, WEIGHT_POLICIES } from '../../../core/quantize/index.ts';
import type { WeightFormat, WeightPolicy, WeightTraits } from '../../../core/quantize/index.ts';

const F32: WeightFormat = { format: 'plain', dtype: 'float32' };
const F16: WeightFormat = { format: 'plain', dtype: 'float16' };
const EIGHT: WeightFormat = { format: 'nbits', bits: 8, blockSize: 32 };
const FOUR: WeightFormat = { format: 'nbits', bits: 4, blockSize: 32 };
const CONV: WeightFormat = { format: 'conv-int8' };

const linear: WeightTraits = {
  component: 'unet',
  tensor: 'mid_block.attentions.0.transformer_blocks.0.attn1.to_q.weight',
  kind: 'linear',
  shape: [1280, 1280],
};
const conv: WeightTraits = {
  component: 'unet',
  tensor: 'mid_block.resnets.0.conv1.weight',
  kind: 'conv',
  shape: [1280, 1280, 3, 3],
};
const embedding: WeightTraits = {
  component: 'text_encoder',
  tensor: 'text_model.embeddings.token_embedding.weight',
  kind: 'embedding',
  shape: [49408, 768],
};

describe('formatFor', () => {
  it.each<[WeightPolicy, WeightFormat, WeightFormat, WeightFormat]>([
    ['f32', F32, F32, F32],
    ['f16', F16, F16, F16],
    ['int8', EIGHT, CONV, EIGHT],
    ['int4', FOUR, CONV, EIGHT],
  ])('%s: linear, conv and embedding', (policy, ...expected) => {
    expect([linear, conv, embedding].map((weight) => formatFor(policy, weight))).toEqual(expected);
  });

  it('takes a 1x1 kernel that is used as a matrix for a matrix', () => {
    expect(formatFor('int4', { ...linear, shape: [1280, 1280, 1, 1] })).toEqual(FOUR);
  });

  it.each(WEIGHT_POLICIES)('keeps norms and biases in float32: %s', (policy) => {
    expect(formatFor(policy, { ...linear, kind: 'norm', shape: [1280] })).toEqual(F32);
    expect(formatFor(policy, { ...linear, kind: 'bias', shape: [1280] })).toEqual(F32);
  });

  it.each([
    'conv_in.weight',
    'conv_out.weight',
    'decoder.conv_in.weight',
    'encoder.conv_out.weight',
    'quant_conv.weight',
    'post_quant_conv.weight',
    'controlnet_down_blocks.3.weight',
    'controlnet_mid_block.weight',
    'controlnet_cond_embedding.blocks.2.weight',
  ])('keeps %s in float16', (tensor) => {
    expect(formatFor('int8', { ...conv, tensor })).toEqual(F16);
  });

  it('keeps the network of the timestep in float16, but not the projections in the blocks', () => {
    expect(formatFor('int8', { ...linear, tensor: 'time_embedding.linear_1.weight' })).toEqual(F16);
    const projection = 'down_blocks.0.resnets.0.time_emb_proj.weight';
    expect(formatFor('int8', { ...linear, tensor: projection })).toEqual(EIGHT);
  });

  it('keeps what is small or does not divide into blocks in float16', () => {
    expect(formatFor('int8', { ...linear, shape: [32, 64] })).toEqual(F16);
    expect(formatFor('int8', { ...linear, shape: [1000, 48] })).toEqual(F16);
    expect(formatFor('int8', { ...conv, shape: [3, 64, 3, 3] })).toEqual(F16);
  });
});
