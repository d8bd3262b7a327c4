/*
 * What Segmind's sd3-med-pose calls samplers and schedules: as ComfyUI did when it was set up, and so as we do.
 */
import type { SamplerName, SchedulerName } from '../../sampling/index.ts';

/** The 27 of its list: it says so of no other. */
export const SEGMIND_SAMPLERS = [
  'euler',
  'euler_pp',
  'euler_ancestral',
  'euler_ancestral_pp',
  'heun',
  'heunpp2',
  'dpm_2',
  'dpm_2_ancestral',
  'lms',
  'dpm_fast',
  'dpm_adaptive',
  'dpmpp_2s_ancestral',
  'dpmpp_sde',
  'dpmpp_sde_gpu',
  'dpmpp_2m',
  'dpmpp_2m_sde',
  'dpmpp_2m_sde_gpu',
  'dpmpp_3m_sde',
  'dpmpp_3m_sde_gpu',
  'ddpm',
  'lcm',
  'ipndm',
  'ipndm_v',
  'deis',
  'ddim',
  'uni_pc',
  'uni_pc_bh2',
] as const satisfies readonly SamplerName[];

/** The 6 of its list. */
export const SEGMIND_SCHEDULERS = [
  'normal',
  'karras',
  'exponential',
  'sgm_uniform',
  'simple',
  'ddim_uniform',
] as const satisfies readonly SchedulerName[];
