/*
 * The answers of the dreambooth calls: success, processing, and what a webhook is told.
 */
import type { ControlInput } from '../../core/request/index.ts';
import type { DreamboothFields } from './dreambooth-fields.ts';
import type { Job } from './jobs.ts';
import type { OutputStore } from './output-store.ts';
import { notHere, refusalOf } from './refusals.ts';
import type { Commission, Studio } from './studio.ts';

/** What was asked for, as the answers repeat it. */
export interface Order {
  readonly meta: Readonly<Record<string, string | number | null>>;
  readonly base64: boolean;
  readonly trackId: string | null;
}

/** What came of it. */
export interface Result {
  /** Of the pictures in the store of outputs. */
  readonly names: readonly string[];
  readonly seed: number;
  /** Of the engine. */
  readonly seconds: number;
}

/** A run of these calls. */
export type DreamboothJob = Job<Order, Result>;

/** What an answer is written from. */
export interface Answering {
  readonly job: DreamboothJob;
  readonly outputs: OutputStore;
  /** Address of the server as callers know it. */
  readonly origin: string;
}

/**
 * Notes what was asked for. What the server cannot do, or does differently, is said there: pictures are not checked,
 * prompts are not rewritten, a small model's pictures are enlarged, and a distilled model keeps to its own steps.
 */
export function orderOf(
  fields: DreamboothFields,
  control: ControlInput,
  { drawnAt, drawnWith }: Commission,
  { model }: Studio,
): Order {
  const { width, height } = fields;
  const resized = drawnAt.width !== width || drawnAt.height !== height;
  return {
    meta: {
      ...{ prompt: fields.prompt, negative_prompt: fields.negative_prompt, model_id: fields.model_id },
      ...{ model: model.id, controlnet_model: control.kind === 'none' ? null : fields.controlnet_model },
      ...{ scheduler: fields.scheduler ?? model.defaults.sampler, safetychecker: 'no', enhance_prompt: 'no' },
      ...{ W: width, H: height, drawn_W: drawnAt.width, drawn_H: drawnAt.height },
      ...{ resized: resized ? 'yes' : 'no', guidance_scale: fields.guidance_scale, seed: fields.seed },
      ...{ steps: fields.num_inference_steps, drawn_steps: drawnWith.steps },
      ...{ drawn_guidance_scale: drawnWith.guidance, drawn_scheduler: drawnWith.sampler },
      n_samples: fields.samples,
    },
    base64: fields.base64,
    trackId: fields.track_id,
  };
}

/** A run that is not over. */
export function processing({ job: { id, about }, origin }: Answering, etaMs: number): object {
  return {
    status: 'processing',
    ...{ id, eta: Math.max(1, Math.ceil(etaMs / 1000)) },
    message: 'Fetch the result after the estimated time.',
    fetch_result: `${origin}/api/v3/dreambooth/fetch/${id}`,
    ...{ output: [], track_id: about.trackId, meta: about.meta },
  };
}

/**
 * A run that gave pictures.
 *
 * @throws ArmatureError `file-missing` where they are wanted in base64 and no longer kept
 */
export function success({ job: { id, about }, origin, outputs }: Answering, result: Result): object {
  const { names, seed, seconds } = result;
  const links = names.map((name) => `${origin}/api/output/${name}`);
  return {
    status: 'success',
    ...{ generationTime: seconds, id, output: about.base64 ? names.map(base64Of(outputs)) : links },
    ...{ track_id: about.trackId, meta: { ...about.meta, seed } },
  };
}

/** What a webhook is told of a run that is over. */
export function noticeOf(answering: Answering): object {
  const { job } = answering;
  if (job.state.state === 'done') return success(answering, job.state.output);
  const { message } = refusalOf(job.state.state === 'failed' ? job.state.error : undefined);
  return {
    status: 'failed',
    id: job.id,
    message: `Processing failed: ${message}`,
    track_id: job.about.trackId,
  };
}

function base64Of(outputs: OutputStore): (name: string) => string {
  return (name) => {
    const png = outputs.find(name);
    if (png) return Buffer.from(png).toString('base64');
    throw notHere('The pictures of this request are no longer kept.');
  };
}
