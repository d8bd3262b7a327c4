import { describe, expect, it } from 'vitest';
import { authorSafetyChecker, isFlagged, parseSafetyCheckerConfig } from '../../../core/models/index.ts';
import { elementCount } from '../../../core/onnx/index.ts';
import { SAFETY_CHECKER } from './configs.ts';

const scores = (special: readonly number[], concept: readonly number[]): Parameters<typeof isFlagged>[0] => ({
  special: Float32Array.from(special),
  concept: Float32Array.from(concept),
});
const NONE = [-0.1, -0.1, -0.1];

describe('isFlagged', () => {
  it.each([
    ['nothing is near', NONE, [-0.2, -0.01], false],
    ['a concept is above its threshold', NONE, [-0.2, 0.01], true],
    ['half of a thousandth rounds to nothing', NONE, [0.0004], false],
    ['a little more does not', NONE, [0.0006], true],
    ['a special concept alone flags nothing', [0.3, -0.1, -0.1], [-0.2], false],
    ['but makes the others stricter', [-0.1, 0.01, -0.1], [-0.005], true],
    ['by a hundredth', [-0.1, 0.01, -0.1], [-0.0101], false],
    ['and not by what comes close', [-0.1, -0.0001, -0.1], [-0.005], false],
  ] as const)('%s', (_, special, concept, flagged) => {
    expect(isFlagged(scores(special, concept))).toBe(flagged);
  });
});

describe('the public checker', () => {
  const config = parseSafetyCheckerConfig(SAFETY_CHECKER, 'config.json');
  const { weights } = authorSafetyChecker(config, { policy: 'int8', batch: 1 });

  it('has the parameters that the public file has', () => {
    // 608,018,440 bytes in float16, less the header and the 257 positions of eight bytes.
    const parameters = weights.reduce((sum, { shape }) => sum + elementCount(shape), 0);
    expect(parameters).toBe(303_981_588);
    expect(608_018_440 - 2 * parameters).toBeLessThan(60_000);
  });

  it('takes 325 MB in 8 bits', () => {
    const bytes = weights
      .flatMap(({ stored }) => stored)
      .reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(Math.round(bytes / 1e6)).toBe(325);
  });

  it('keeps concepts, thresholds and patches out of the 8 bits', () => {
    const plain = weights.filter(({ format }) => format.format === 'plain').map(({ tensor }) => tensor);
    expect(plain).toEqual(
      expect.arrayContaining([
        'concept_embeds',
        'concept_embeds_weights',
        'special_care_embeds',
        'special_care_embeds_weights',
        'vision_model.vision_model.embeddings.patch_embedding.weight',
      ]),
    );
  });
});

describe('parseSafetyCheckerConfig', () => {
  it('takes what older files leave out from transformers', () => {
    const { vision_config } = parseSafetyCheckerConfig({ vision_config: {} }, 'config.json');
    expect(vision_config).toMatchObject({ hidden_size: 768, patch_size: 32, hidden_act: 'quick_gelu' });
  });

  it.each([
    [{ ...SAFETY_CHECKER, vision_config: { patch_size: 15 } }, 'does not divide into patches of 15'],
    [{ ...SAFETY_CHECKER, vision_config: { num_attention_heads: 7 } }, 'hidden_size: 768 with 7 heads'],
    [{ projection_dim: 768 }, 'vision_config'],
  ])('refuses %j', (json, complaint) => {
    expect(() => parseSafetyCheckerConfig(json, 'config.json')).toThrow(complaint);
  });
});
