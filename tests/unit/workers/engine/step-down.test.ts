import { describe, expect, it } from 'vitest';
import type { WeightPolicy } from '../../../../core/quantize/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import type { ModelFolder } from '../../../../workers/engine/model-folder.ts';
import { bringUpWhatFits, type Sizes } from '../../../../workers/engine/step-down.ts';

const tooLarge = (message: string): ArmatureError => new ArmatureError({ code: 'out-of-memory', message });
const folderOf = (label: string): ModelFolder => ({ label, open: () => Promise.resolve(undefined) });

function sizes(smallerPolicies: readonly WeightPolicy[], made: WeightPolicy[] = []): Sizes {
  return {
    folder: folderOf('stored'),
    smallerPolicies,
    smaller: (policy) => {
      made.push(policy);
      return Promise.resolve(folderOf(policy));
    },
  };
}

describe('a model that does not fit', () => {
  it('is brought up as it is stored where that fits, and nothing smaller is made', async () => {
    const made: WeightPolicy[] = [];
    const fitted = await bringUpWhatFits(sizes(['int4'], made), ({ label }) => Promise.resolve(label));
    expect(fitted).toEqual({ value: 'stored' });
    expect(made).toEqual([]);
  });

  it('is tried in each smaller size in turn until one fits, which is told', async () => {
    const tried: string[] = [];
    const made: WeightPolicy[] = [];
    const fitted = await bringUpWhatFits(sizes(['int8', 'int4'], made), ({ label }) => {
      tried.push(label);
      return label === 'int4' ? Promise.resolve(label) : Promise.reject(tooLarge(label));
    });
    expect(tried).toEqual(['stored', 'int8', 'int4']);
    expect(made).toEqual(['int8', 'int4']);
    expect(fitted).toEqual({ value: 'int4', madeSmaller: 'int4' });
  });

  it('fails with the last shortage where no size fits', async () => {
    const attempt = ({ label }: ModelFolder): Promise<never> => Promise.reject(tooLarge(label));
    await expect(bringUpWhatFits(sizes(['int8', 'int4']), attempt)).rejects.toThrow('int4');
  });

  it('does not take another failure for a shortage', async () => {
    const made: WeightPolicy[] = [];
    const broken = new ArmatureError({ code: 'session-failed', message: 'broken' });
    await expect(bringUpWhatFits(sizes(['int4'], made), () => Promise.reject(broken))).rejects.toBe(broken);
    expect(made).toEqual([]);
  });

  it('ends where a smaller size cannot be made', async () => {
    const full = new ArmatureError({ code: 'storage-full', message: 'full' });
    const cramped: Sizes = { ...sizes(['int8', 'int4']), smaller: () => Promise.reject(full) };
    await expect(bringUpWhatFits(cramped, () => Promise.reject(tooLarge('stored')))).rejects.toBe(full);
  });
});
