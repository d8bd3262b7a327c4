/*
 * What A1111's web UI and Forge can do.
 */
import type { SamplerName, SchedulerName } from '../../sampling/index.ts';
import type { BackendFacts } from '../backend.ts';

/** Where it listens unless told otherwise. */
export const DEFAULT_ADDRESS = 'http://127.0.0.1:7860';

/** Those of our samplers that it has, under the labels of our table. */
export const KNOWN: readonly SamplerName[] = [
  'euler',
  'euler_ancestral',
  'heun',
  'dpm_2',
  'dpm_2_ancestral',
  'lms',
  'dpm_fast',
  'dpm_adaptive',
  'dpmpp_2s_ancestral',
  'dpmpp_sde',
  'dpmpp_2m',
  'dpmpp_2m_sde',
  'dpmpp_3m_sde',
  'lcm',
  'ddim',
  'uni_pc',
];

/** Our schedules in its words. */
export const SCHEDULES: Readonly<Record<SchedulerName, string>> = {
  normal: 'Normal',
  karras: 'Karras',
  exponential: 'Exponential',
  sgm_uniform: 'SGM Uniform',
  simple: 'Simple',
  ddim_uniform: 'DDIM',
  beta: 'Beta',
};

/** The web UI's API. */
export const A1111_FACTS: BackendFacts = {
  id: 'a1111',
  label: 'A1111 or Forge',
  description: 'Your own Stable Diffusion web UI, started with --api and --cors-allow-origins.',
  kind: 'own',
  needs: ['address', 'controlNet'],
  usualAddress: DEFAULT_ADDRESS,
  price: { dollars: 0 },
  abilities: {
    pose: 'steers',
    side: { min: 64, max: 2048, step: 8 },
    steps: { min: 1, max: 150 },
    guidance: { min: 1, max: 30 },
    samples: { min: 1, max: 8 },
    samplers: KNOWN,
    schedulers: Object.keys(SCHEDULES) as SchedulerName[],
    emphasis: 'all',
    needsPrompt: false,
    negativePrompt: true,
    seed: true,
    seedEach: true,
    init: true,
    mask: true,
    controlStrength: { min: 0, max: 2 },
    controlSpan: true,
    controlMode: true,
    clipSkip: { min: 1, max: 12 },
    enhancePrompt: false,
    safetyChecker: false,
  },
};
