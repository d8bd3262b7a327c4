import type { ModelDefaults } from './schema.ts';

/**
 * The settings of a model of which nothing else is known.
 *
 * @param distilledSteps - how many steps it was distilled to, if it was: it needs no guidance then, and knows no other levels
 */
export function usualSampling(
  distilledSteps?: number,
): Pick<ModelDefaults, 'steps' | 'guidance' | 'sampler' | 'scheduler'> {
  return distilledSteps === undefined
    ? { steps: 20, guidance: 7, sampler: 'dpmpp_2m', scheduler: 'karras' }
    : { steps: distilledSteps, guidance: 1, sampler: 'ddim', scheduler: 'sgm_uniform' };
}
