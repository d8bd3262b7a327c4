/* The short run: every target, always with the same inputs. `npm run fuzz` is the long one. */
import { describe, expect, it } from 'vitest';
import { TARGETS } from './targets/index.ts';

const SEED = 20_260_131;
const RUNS = 250;

describe(`fuzzing with the seed ${SEED}`, () => {
  it('has no two targets of one name', () => {
    expect(new Set(TARGETS.map(({ name }) => name)).size).toBe(TARGETS.length);
  });

  it.each(TARGETS)('$name', async (target) => {
    const runs = Math.ceil(RUNS / target.cost);
    const { tried, failure } = await target.run({ seed: SEED, runs });
    if (failure !== undefined) throw new Error(failure);
    expect(tried).toBe(runs);
  });
});
