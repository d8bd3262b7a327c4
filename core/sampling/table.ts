import { dpmpp2m } from './samplers/dpmpp.ts';
import { euler, eulerAncestral } from './samplers/euler.ts';
import type { SamplerFunction } from './step.ts';

/** What a sampler is; the page, the command line and the tests read these rows. */
export interface SamplerInfo {
  /** Name for people, as the field writes it. */
  readonly label: string;
  /** Where the method is from. */
  readonly source: string;
  /** Order of convergence. */
  readonly order: number;
  /** True when it adds fresh noise, so that its picture also depends on the number of steps. */
  readonly stochastic: boolean;
  /** Denoiser calls per step. */
  readonly callsPerStep: number;
  readonly run: SamplerFunction;
}

/** All samplers by the name that ComfyUI gives them. */
export const SAMPLERS = {
  euler: {
    label: 'Euler',
    source: 'Karras et al. 2022, Algorithm 2',
    order: 1,
    stochastic: false,
    callsPerStep: 1,
    run: euler,
  },
  euler_ancestral: {
    label: 'Euler a',
    source: 'k-diffusion, sample_euler_ancestral',
    order: 1,
    stochastic: true,
    callsPerStep: 1,
    run: eulerAncestral,
  },
  dpmpp_2m: {
    label: 'DPM++ 2M',
    source: 'Lu et al. 2022, DPM-Solver++, Algorithm 2',
    order: 2,
    stochastic: false,
    callsPerStep: 1,
    run: dpmpp2m,
  },
  ddim: {
    label: 'DDIM',
    source: 'Song et al. 2020, eta 0',
    order: 1,
    stochastic: false,
    callsPerStep: 1,
    run: euler,
  },
} as const satisfies Record<string, SamplerInfo>;

/** Name of a sampler. */
export type SamplerName = keyof typeof SAMPLERS;

/** The names in the table's order. */
export const SAMPLER_NAMES: readonly SamplerName[] = Object.keys(SAMPLERS) as SamplerName[];
