/*
 * Samplers and schedules in the manner of k-diffusion: a denoiser is a function, a schedule is a list of sigmas
 * that ends in zero, a sampler walks from one to the next. This index is a stable entry point: `SAMPLERS` and
 * `SCHEDULERS` say what there is, `sigmasFor` makes a list, `sample` and `sampleSteps` walk it.
 */
export { denoiserFrom, guidedDenoiserFrom } from './denoiser.ts';
export type { Predict, PredictionType, PredictPair, Training } from './denoiser.ts';
export { keeping } from './inpaint.ts';
export type { Kept } from './inpaint.ts';
export { flowSchedule, noiseScheduleFrom, STABLE_DIFFUSION_SCHEDULE } from './noise-schedule.ts';
export type { BetaSettings, NoiseSchedule } from './noise-schedule.ts';
export { sample, sampleSteps } from './sample.ts';
export type { SampleOptions } from './sample.ts';
export { SCHEDULER_NAMES, SCHEDULERS, sigmasFor } from './schedulers.ts';
export type { SchedulerInfo, SchedulerName, SigmasOptions } from './schedulers.ts';
export type {
  Denoise,
  DenoisedPair,
  DenoisePair,
  NoiseSource,
  SamplerFunction,
  SamplerRun,
  Samples,
  StepRecord,
} from './step.ts';
export { SAMPLER_NAMES, SAMPLERS } from './table.ts';
export type { SamplerInfo, SamplerName } from './table.ts';
