/*
 * What Segmind's sd3-med-pose calls samplers and schedules: as ComfyUI did when it was set up, and so as we do.
 */
import { SAMPLER_NAMES, type SchedulerName } from '../../sampling/index.ts';

/** The 27 of its list: ours without the later CFG++ pair. */
export const SEGMIND_SAMPLERS = SAMPLER_NAMES.filter((name) => !name.endsWith('_cfg_pp'));

/** The 6 of its list. */
export const SEGMIND_SCHEDULERS = [
  'normal',
  'karras',
  'exponential',
  'sgm_uniform',
  'simple',
  'ddim_uniform',
] as const satisfies readonly SchedulerName[];
