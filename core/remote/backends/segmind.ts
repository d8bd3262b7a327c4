/*
 * Segmind's sd3-med-pose: version 1 answers with the picture itself, version 2 with a run to ask for.
 */
import * as v from 'valibot';
import { baseAddress, hostOf, type HttpAnswer, type HttpCall, jsonOf, mediaOf, postJson } from '../http.ts';
import type {
  Account,
  Balance,
  Bill,
  RemoteBackend,
  RemoteOrder,
  RemotePicture,
  RunState,
  Ticket,
} from '../backend.ts';
import { answerError, spokenError, wordsIn } from '../failures.ts';
import { within } from '../misfits.ts';
import { amount, balance, firstPictures, runName, toldSeed } from '../told.ts';
import { SEGMIND_FACTS, SEGMIND_QUEUE_FACTS, STRENGTH } from './segmind-facts.ts';

const LABEL = 'Segmind';
const HOST = 'https://api.segmind.com';
const SLUG = 'sd3-med-pose';

function body({ request, control }: RemoteOrder): Record<string, unknown> {
  return {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    image: control,
    num_inference_steps: request.steps,
    guidance_scale: request.guidance,
    ...(request.seed !== null && { seed: request.seed }),
    samples: request.samples,
    strength: within(request.controlStrength, STRENGTH),
    sampler: request.sampler,
    scheduler: request.scheduler,
    base64: request.samples > 1,
  };
}

const origin = ({ address }: Account): string => (address === undefined ? HOST : baseAddress(address));
const keyed = ({ key = '' }: Account): Record<string, string> => ({ 'x-api-key': key });

const metric = v.fallback(v.optional(amount), undefined);
const metricsSchema = v.object({ metrics: v.object({ cost: metric, remaining_credits: metric }) });

/** What a run cost: told in the headers, as far as the service lets a page read them, and of a queued run in its result. */
function billOf(answer: HttpAnswer): Bill {
  const parsed = v.safeParse(metricsSchema, jsonOf(answer));
  const { cost, remaining_credits } = parsed.success ? parsed.output.metrics : {};
  const dollars = numberIn(answer, 'x-cost') ?? cost;
  const creditsLeft = numberIn(answer, 'x-remaining-credits') ?? remaining_credits;
  return {
    ...(dollars !== undefined && { dollars }),
    ...(creditsLeft !== undefined && { left: credits(creditsLeft) }),
  };
}

function credits(amount: number): Balance {
  return { amount, unit: 'credits' };
}

function numberIn({ headers }: HttpAnswer, name: string): number | undefined {
  const text = headers[name] ?? '';
  return /^\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

const text = v.pipe(v.string(), v.nonEmpty());
const picturesSchema = v.object({
  image: v.fallback(v.optional(v.union([text, v.array(text)])), undefined),
  images: v.fallback(v.optional(v.array(text)), undefined),
  output: v.fallback(v.optional(v.union([text, v.array(text)])), undefined),
});

function done(answer: HttpAnswer): RunState {
  const seed = Number(answer.headers['x-seed-value'] ?? Number.NaN);
  const shared = { bill: billOf(answer), ...(v.is(toldSeed, seed) && { seed }) };
  if (answer.status !== 200) throw answerError(LABEL, answer);
  if (mediaOf(answer).startsWith('image/')) {
    return { state: 'done', pictures: [{ kind: 'bytes', bytes: answer.body }], ...shared };
  }
  const [first, ...others] = picturesIn(jsonOf(answer));
  if (!first) throw answerError(LABEL, answer);
  return { state: 'done', pictures: [first, ...others], ...shared };
}

function picturesIn(json: unknown): RemotePicture[] {
  const parsed = v.safeParse(picturesSchema, json);
  if (!parsed.success) return [];
  const { image, images, output } = parsed.output;
  return firstPictures([image ?? images ?? output ?? []].flat()).map((item) =>
    /^https?:\/\//.test(item)
      ? { kind: 'link', urls: [item] }
      : { kind: 'base64', data: item.replace(/^data:[^,]*,/, '') },
  );
}

const queuedSchema = v.object({
  status: v.string(),
  request_id: runName,
  response_url: v.fallback(v.optional(v.string()), undefined),
});

function waiting(answer: HttpAnswer, known?: Ticket): RunState {
  const json = jsonOf(answer);
  const parsed = v.safeParse(queuedSchema, json);
  if (!parsed.success || answer.status >= 400) throw answerError(LABEL, answer);
  const { status, request_id: id, response_url: told } = parsed.output;
  if (status === 'FAILED') throw spokenError(LABEL, wordsIn(json) ?? status);
  if (status === 'COMPLETED' && picturesIn(json).length > 0) return done(answer);
  // What is finished will not change by being asked for again.
  if (status === 'COMPLETED' && known)
    throw answerError(LABEL, answer, 'the run is finished, and has no picture in it');
  const url = known?.url ?? told;
  return { state: 'waiting', ticket: { id, ...(url !== undefined && { url }) } };
}

/** The key goes to the service and to the person's own address alone. */
function poll(account: Account, { id, url }: Ticket): HttpCall {
  const told =
    url !== undefined && hostOf(url) === hostOf(HOST) ? url.replace(/^https?:\/\/[^/]+/i, '') : undefined;
  const path = told ?? `/v2/requests/${encodeURIComponent(id)}`;
  return { method: 'GET', url: `${origin(account)}${path}`, headers: keyed(account) };
}

const creditsSchema = v.object({ credits: balance });

const SHARED = {
  uploads: () => [],
  readUpload: () => '',
  balance: (account: Account): HttpCall => ({
    method: 'GET',
    url: `${origin(account)}/v1/get-user-credits`,
    headers: keyed(account),
  }),
  readBalance(answer: HttpAnswer) {
    const parsed = v.safeParse(creditsSchema, jsonOf(answer));
    if (!parsed.success) throw answerError(LABEL, answer);
    return credits(parsed.output.credits);
  },
} as const;

/** `POST /v1/sd3-med-pose`: one call that lasts as long as the drawing. */
export const SEGMIND: RemoteBackend = {
  ...SHARED,
  ...SEGMIND_FACTS,
  create: (account, order) => postJson(`${origin(account)}/v1/${SLUG}`, body(order), keyed(account)),
  readCreated: (answer) => done(answer),
};

/** `POST /v2/sd3-med-pose`: the run is found again after a lost connection or a reload. */
export const SEGMIND_QUEUE: RemoteBackend = {
  ...SHARED,
  ...SEGMIND_QUEUE_FACTS,
  create: (account, order) => postJson(`${origin(account)}/v2/${SLUG}`, body(order), keyed(account)),
  readCreated: (answer) => waiting(answer),
  poll,
  readPolled: (answer, ticket) => waiting(answer, ticket),
};
