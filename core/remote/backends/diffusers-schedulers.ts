import type { SamplerName } from '../../sampling/index.ts';

/** Samplers by the classes of diffusers, which call them schedulers; those that ModelsLab names and we have. */
export const DIFFUSERS_SCHEDULERS = {
  DDIMScheduler: 'ddim',
  DDPMScheduler: 'ddpm',
  DEISMultistepScheduler: 'deis',
  DPMSolverMultistepScheduler: 'dpmpp_2m',
  EulerAncestralDiscreteScheduler: 'euler_ancestral',
  EulerDiscreteScheduler: 'euler',
  HeunDiscreteScheduler: 'heun',
  IPNDMScheduler: 'ipndm',
  KDPM2AncestralDiscreteScheduler: 'dpm_2_ancestral',
  KDPM2DiscreteScheduler: 'dpm_2',
  LCMScheduler: 'lcm',
  LMSDiscreteScheduler: 'lms',
  UniPCMultistepScheduler: 'uni_pc',
} as const satisfies Record<string, SamplerName>;

/** A scheduler as diffusers calls it. */
export type SchedulerClass = keyof typeof DIFFUSERS_SCHEDULERS;

/** All of them. */
export const SCHEDULER_CLASSES = Object.keys(DIFFUSERS_SCHEDULERS) as SchedulerClass[];

/** The class of a sampler; undefined where diffusers has none, or ModelsLab does not name it. */
export function schedulerClassOf(sampler: SamplerName): SchedulerClass | undefined {
  return SCHEDULER_CLASSES.find((name) => DIFFUSERS_SCHEDULERS[name] === sampler);
}
