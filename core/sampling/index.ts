/*
 * Samplers and schedules in the manner of k-diffusion: a denoiser is a function, a schedule is a list of sigmas
 * that ends in zero, a sampler walks from one to the next. This index is a stable entry point.
 */
export { fromEps, fromV, withGuidance } from './denoiser.ts';
export type { GuidedPair, Predict } from './denoiser.ts';
export { noiseScheduleFrom } from './noise-schedule.ts';
export type { BetaSettings, NoiseSchedule } from './noise-schedule.ts';
export { sample, sampleSteps } from './sample.ts';
export type { SampleOptions } from './sample.ts';
export { SCHEDULER_NAMES, SCHEDULERS, sigmasFor } from './schedulers.ts';
export type { SchedulerInfo, SchedulerName, SigmasOptions } from './schedulers.ts';
export type { Denoise, SamplerFunction, SamplerRun, Samples, StepRecord } from './step.ts';
export { SAMPLER_NAMES, SAMPLERS } from './table.ts';
export type { SamplerInfo, SamplerName } from './table.ts';
