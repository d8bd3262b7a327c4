/*
 * `POST /api/v4/dreambooth` and what belongs to it: the picture at once where it is quick, else a number to ask for.
 */
import type { Context } from 'hono';
import { DIFFUSERS_SCHEDULERS } from '../../core/remote/index.ts';
import type { ControlInput, GenerateRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { readJsonBody } from './body.ts';
import { readControl } from './control.ts';
import {
  type DreamboothJob,
  noticeOf,
  type Order,
  orderOf,
  processing,
  type Result,
  success,
} from './dreambooth-answers.ts';
import { DREAMBOOTH_FIELDS, type DreamboothFields } from './dreambooth-fields.ts';
import { readFields } from './fields.ts';
import type { Jobs } from './jobs.ts';
import type { Keyring } from './keys.ts';
import type { OutputStore } from './output-store.ts';
import type { PictureSources } from './pictures-in.ts';
import { badKey, notHere, refusalOf } from './refusals.ts';
import type { Commission, Studio } from './studio.ts';
import { deliver, readWebhook, type WebhookPorts } from './webhook.ts';

/** What these calls work with. */
export interface DreamboothParts {
  readonly studio: Studio;
  readonly keyring: Keyring;
  readonly jobs: Jobs<Order, Result>;
  readonly outputs: OutputStore;
  readonly sources: PictureSources;
  readonly webhooks: WebhookPorts;
  /** A run that takes longer, in ms, is answered with `processing`. */
  readonly patienceMs: number;
  /** Address of the server as callers know it. */
  readonly originOf: (c: Context) => string;
  /** May the caller name a webhook on this machine? */
  readonly mayCallHere: (c: Context) => boolean;
}

/** The calls. All but `refuse` throw what they refuse. */
export interface Dreambooth {
  /** @param steered - must there be a skeleton? */
  create(c: Context, steered: boolean): Promise<Response>;
  fetch(c: Context): Promise<Response>;
  output(c: Context): Response;
  refuse(c: Context, error: unknown): Response;
}

/** The name that the page of the call gives its model. */
const POSE_MODEL = 'openpose';

/** Makes the calls. */
export function createDreambooth(parts: DreamboothParts): Dreambooth {
  const { studio, keyring, jobs, outputs } = parts;

  function answer(c: Context, job: DreamboothJob): Response {
    const { state } = job;
    if (state.state === 'failed') throw state.error;
    const answering = { job, outputs, origin: parts.originOf(c) };
    const body =
      state.state === 'done' ? success(answering, state.output) : processing(answering, studio.remainingMs());
    return c.json(body);
  }

  return {
    async create(c, steered) {
      const body = await readJsonBody(c);
      const owner = ownerOf(keyring, body['key']);
      const fields = readFields(DREAMBOOTH_FIELDS, body);
      const webhook = fields.webhook === '' ? undefined : readWebhook(fields.webhook, parts.mayCallHere(c));
      const job = jobs.start(owner, ...(await prepare(parts, fields, { steered, signal: c.req.raw.signal })));
      const answering = { job, outputs, origin: parts.originOf(c) };
      if (webhook) {
        const told = job.over.then(() => deliver(webhook, noticeOf(answering), parts.webhooks));
        told.catch((error: unknown) => console.error(`API: a webhook was not told: ${String(error)}`));
      }
      await watched(job, parts.patienceMs, webhook ? undefined : c.req.raw.signal);
      return answer(c, job);
    },
    async fetch(c) {
      const body = await readJsonBody(c);
      const owner = ownerOf(keyring, body['key']);
      const id = c.req.param('id') ?? body['request_id'];
      const job = typeof id === 'object' ? undefined : jobs.find(owner, Number(id));
      if (job) return answer(c, job);
      throw notHere('Request not found: the number is wrong, or older than a day.');
    },
    output(c) {
      const png = outputs.find(c.req.param('name') ?? '');
      if (!png) throw notHere('This picture is not here: links live for a day at most.');
      return c.body(png, 200, { 'Content-Type': 'image/png', 'Cache-Control': 'private, max-age=86400' });
    },
    refuse(c, error) {
      const { status, message } = refusalOf(error);
      if (status !== 429) return c.json({ status: 'error', message }, status);
      const seconds = Math.max(1, Math.ceil(studio.remainingMs() / 1000));
      const headers = { 'Retry-After': String(seconds) };
      return c.json({ status: 'error', message, retry_after: seconds }, status, headers);
    },
  };
}

function ownerOf(keyring: Keyring, key: unknown): string {
  const owner = keyring.ownerOf(typeof key === 'string' ? key : undefined);
  if (owner !== undefined) return owner;
  throw badKey(typeof key === 'string' && key !== '' ? 'Invalid API key' : 'API key required');
}

interface Asked {
  /** Must there be a skeleton? */
  readonly steered: boolean;
  readonly signal: AbortSignal;
}

/** Checks all that can be checked before the turn comes; gives what `Jobs.start` takes. */
async function prepare(
  { studio, sources, outputs }: DreamboothParts,
  fields: DreamboothFields,
  { steered, signal }: Asked,
): Promise<[Order, (signal: AbortSignal) => Promise<Result>]> {
  const { model } = studio;
  // The ControlNet call names its checkpoint in this field, the other one its ControlNet.
  if (![POSE_MODEL, model.id].includes(fields.model_id)) {
    throw notHere(
      `Model not found: ${fields.model_id.slice(0, 80)}. This server has ${POSE_MODEL} and ${model.id}.`,
    );
  }
  const image = fields.control_image === '' ? fields.init_image : fields.control_image;
  const control = await readControl({ image, field: 'control_image', pose: fields.pose }, sources, signal);
  if (steered && control.kind === 'none') {
    throw new ArmatureError({ code: 'bad-request', message: 'control_image is required' });
  }
  const commission = studio.commission(requestOf(fields, control, studio));
  return [orderOf(fields, control, commission, studio), (stopped) => draw(commission, outputs, stopped)];
}

function requestOf(fields: DreamboothFields, control: ControlInput, { model }: Studio): GenerateRequest {
  const { sampler, scheduler } = model.defaults;
  return {
    ...{ prompt: fields.prompt, negativePrompt: fields.negative_prompt, seed: fields.seed },
    ...{ width: fields.width, height: fields.height, samples: fields.samples },
    ...{ steps: fields.num_inference_steps, guidance: fields.guidance_scale, clipSkip: fields.clip_skip },
    sampler: fields.scheduler === null ? sampler : DIFFUSERS_SCHEDULERS[fields.scheduler],
    // Without a scheduler of the caller's the model's own pair belongs together.
    scheduler: fields.use_karras_sigmas ? 'karras' : fields.scheduler === null ? scheduler : 'normal',
    control,
    controlStrength: fields.controlnet_conditioning_scale,
    trackId: fields.track_id,
  };
}

async function draw(commission: Commission, outputs: OutputStore, signal: AbortSignal): Promise<Result> {
  const { files, request, ms } = await commission.draw(signal);
  return { names: files.map((png) => outputs.keep(png)), seed: request.seed, seconds: ms / 1000 };
}

/**
 * Waits until a run is over, or patience is. Whoever leaves before has not learnt the number and cannot come back, so the
 * run ends with them; `left` is undefined where a webhook waits for it.
 */
async function watched(job: DreamboothJob, patienceMs: number, left: AbortSignal | undefined): Promise<void> {
  const cancel = (): void => job.cancel();
  // Whoever left while the request was read is told by no event any more.
  if (left?.aborted === true) cancel();
  left?.addEventListener('abort', cancel, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  await Promise.race([job.over, patience]);
  clearTimeout(timer);
  left?.removeEventListener('abort', cancel);
}
