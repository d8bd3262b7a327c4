/*
 * The denoisers with float16 activations, against torch in float32. The CPU build has few kernels of that type: it computes
 * most operators in float32 and rounds between some of them, so that what is measured here is a lower bound of the error
 * on a GPU.
 */
import { describe, expect, it } from 'vitest';
import { loadOrtForNode } from '../../workers/runtime/ort-node.ts';
import { loadCase, PARITY_CASES } from './cases.ts';
import { openFixtureFile } from './fixture-files.ts';
import { measureCase } from './harness.ts';
import type { ParityBackend } from './harness.ts';
import { describeMeasurement, worst } from './report.ts';

const backend: ParityBackend = {
  ort: loadOrtForNode(1).ort,
  session: { executionProviders: ['wasm'] },
};

/** About twice what was measured, of any stage. */
const STAGE_LIMIT = 5e-3;

const DENOISERS = PARITY_CASES.filter(({ network }) =>
  ['UNet2DConditionModel', 'ControlNetModel'].includes(network),
);

describe.each(DENOISERS)('$name with float16 activations', (parityCase) => {
  it.each(['f32', 'f16'] as const)('is near torch at every stage, stored as %s', async (policy) => {
    const loaded = await loadCase(parityCase, openFixtureFile);
    for (const half of await measureCase(loaded, { policy, activations: 'float16' }, backend)) {
      process.stdout.write(describeMeasurement(`float16 ${policy} ${parityCase.name}`, half));
      expect(worst(half.errors).relativeError).toBeLessThan(STAGE_LIMIT);
      if (half.graph !== 'control_hint') expect(worst(half.errors).relativeError).toBeGreaterThan(1e-5);
    }
  });

  it.each(['int8', 'int4'] as const)(
    'adds nothing to speak of to the error of weights in %s',
    async (policy) => {
      const loaded = await loadCase(parityCase, openFixtureFile);
      const exact = await measureCase(loaded, { policy }, backend);
      const halves = await measureCase(loaded, { policy, activations: 'float16' }, backend);
      for (const [i, half] of halves.entries()) {
        process.stdout.write(describeMeasurement(`float16 ${policy} ${parityCase.name}`, half));
        for (const [j, { stage, relativeError }] of half.errors.entries()) {
          const before = exact[i]?.errors[j];
          expect(before?.stage).toBe(stage);
          expect(relativeError - (before?.relativeError ?? NaN), stage).toBeLessThan(STAGE_LIMIT);
        }
      }
    },
  );
});
