/*
 * ModelsLab (stablediffusionapi.com): the text call of its community models, and its ControlNet call. Both answer at
 * once, or with an id to ask for; failures may come with status 200.
 */
import * as v from 'valibot';
import { baseAddress, hostOf, type HttpAnswer, type HttpCall, jsonOf, postJson } from '../http.ts';
import type { Account, RemoteBackend, RemoteOrder, RemotePicture, RunState, Ticket } from '../backend.ts';
import { answerError, spokenError, wordsIn } from '../failures.ts';
import { within } from '../misfits.ts';
import { balance, firstPictures, runName, seconds, toldSeed } from '../told.ts';
import { schedulerClassOf } from './diffusers-schedulers.ts';
import { MODELSLAB_CONTROLNET_FACTS, MODELSLAB_TEXT_FACTS, STRENGTH } from './modelslab-facts.ts';

const LABEL = 'ModelsLab';
const HOST = 'https://modelslab.com';
/** Where the text call was first documented; both names lead to the same service. */
const TEXT_HOST = 'https://stablediffusionapi.com';
/** A key is sent to these hosts and to the person's own address alone. */
const TRUSTED: readonly string[] = ['modelslab.com', 'www.modelslab.com', 'stablediffusionapi.com'];
const DEFAULT_CHECKPOINT = 'realistic-vision-51';

type YesNo = 'yes' | 'no';
const yesNo = (flag: boolean): YesNo => (flag ? 'yes' : 'no');

/** Every number is a string on this wire. */
function commonFields({ key = '' }: Account, { request, enhancePrompt, safetyChecker }: RemoteOrder) {
  return {
    key,
    prompt: request.prompt,
    negative_prompt: request.negativePrompt === '' ? null : request.negativePrompt,
    width: String(request.width),
    height: String(request.height),
    samples: String(request.samples),
    num_inference_steps: String(request.steps),
    safety_checker: yesNo(safetyChecker),
    enhance_prompt: yesNo(enhancePrompt),
    seed: request.seed === null ? null : String(request.seed),
    webhook: null,
    track_id: request.trackId,
  };
}

const link = v.union([v.string(), v.record(v.string(), v.unknown())]);
const links = v.fallback(
  v.optional(v.union([v.string(), v.array(link), v.record(v.string(), v.unknown())])),
  '',
);
const answerSchema = v.object({
  status: v.string(),
  id: v.fallback(v.optional(v.union([runName, v.number()])), undefined),
  eta: v.fallback(v.optional(seconds), undefined),
  fetch_result: v.fallback(v.optional(v.string()), undefined),
  output: links,
  proxy_links: links,
  future_links: links,
  meta: v.fallback(v.optional(v.object({ seed: v.fallback(v.optional(toldSeed), undefined) })), undefined),
});
type Answer = v.InferOutput<typeof answerSchema>;

function readRun(answer: HttpAnswer, known?: Ticket): RunState {
  const json = jsonOf(answer);
  const parsed = v.safeParse(answerSchema, json);
  if (!parsed.success || answer.status >= 400) throw answerError(LABEL, answer);
  const { status, eta, fetch_result: url, meta } = parsed.output;
  if (status === 'success') {
    const [first, ...others] = picturesOf(parsed.output);
    if (!first) throw answerError(LABEL, answer, 'the answer has no picture in it');
    return {
      state: 'done',
      pictures: [first, ...others],
      ...(meta?.seed !== undefined && { seed: meta.seed }),
    };
  }
  const id = parsed.output.id ?? known?.id;
  if (status !== 'processing' || id === undefined) throw spokenError(LABEL, wordsIn(json) ?? status);
  const asked = known?.url ?? url;
  const ticket = { id: String(id), ...(asked !== undefined && { url: asked }) };
  return { state: 'waiting', ticket, ...(eta !== undefined && { etaMs: eta * 1000 }) };
}

/** Pictures with every address that they may be had from. */
function picturesOf({ output, proxy_links, future_links }: Answer): RemotePicture[] {
  const [main, proxies, future] = [output, proxy_links, future_links].map(listOf) as [
    string[],
    string[],
    string[],
  ];
  const count = main.length > 0 ? main.length : Math.max(proxies.length, future.length);
  return Array.from({ length: count }, (_, i): RemotePicture => {
    const urls = [main[i], proxies[i], future[i]].filter((url) => url !== undefined);
    const [first = '', ...others] = urls;
    return isAddress(first)
      ? { kind: 'link', urls: [first, ...others.filter(isAddress)] }
      : { kind: 'base64', data: first.replace(/^data:[^,]*,/, '') };
  });
}

function listOf(value: Answer['output']): string[] {
  if (value === undefined || value === '') return [];
  const items: readonly unknown[] = typeof value === 'string' ? [value] : Object.values(value);
  return [...firstPictures(items.filter((item) => typeof item === 'string'))];
}

function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** Asks where the service said to ask, if that is the service; else by the id. */
function poll({ key = '', address }: Account, { id, url }: Ticket): HttpCall {
  const told = url !== undefined && TRUSTED.includes(hostOf(url) ?? '') ? url : undefined;
  const path = told?.replace(/^https?:\/\/[^/]+/i, '') ?? `/api/v6/images/fetch/${encodeURIComponent(id)}`;
  const origin =
    address === undefined ? (told?.match(/^https?:\/\/[^/]+/i)?.[0] ?? HOST) : baseAddress(address);
  return postJson(origin.replace(/^http:(?=\/\/(?:www\.)?modelslab|\/\/stablediff)/i, 'https:') + path, {
    key,
  });
}

const balanceSchema = v.object({ data: v.object({ balance }) });

const SHARED_CALLS = {
  uploads: () => [],
  readUpload: () => '',
  readCreated: (answer: HttpAnswer) => readRun(answer),
  poll,
  readPolled: (answer: HttpAnswer, ticket: Ticket) => readRun(answer, ticket),
  balance: ({ key = '', address }: Account) =>
    postJson(`${address === undefined ? HOST : baseAddress(address)}/api/wallet_balance`, { key }),
  readBalance(answer: HttpAnswer) {
    const parsed = v.safeParse(balanceSchema, jsonOf(answer));
    if (!parsed.success) throw answerError(LABEL, answer);
    return { amount: parsed.output.data.balance, unit: 'dollars' as const };
  },
} as const;

/** `POST /api/v4/dreambooth`: words alone, although its model is called openpose. */
export const MODELSLAB_TEXT: RemoteBackend = {
  ...SHARED_CALLS,
  ...MODELSLAB_TEXT_FACTS,
  create: (account, order) =>
    postJson(
      `${account.address === undefined ? TEXT_HOST : baseAddress(account.address)}/api/v4/dreambooth`,
      {
        ...commonFields(account, order),
        model_id: account.checkpoint ?? 'openpose',
        guidance_scale: String(order.request.guidance),
      },
    ),
};

/** `POST /api/v6/images/controlnet`: the skeleton is sent, finished, so no preprocessor is asked for. */
export const MODELSLAB_CONTROLNET: RemoteBackend = {
  ...SHARED_CALLS,
  ...MODELSLAB_CONTROLNET_FACTS,
  create(account, order) {
    const { request, control } = order;
    const base = account.address === undefined ? HOST : baseAddress(account.address);
    const skeleton = control === undefined ? null : `data:image/png;base64,${control}`;
    return postJson(`${base}/api/v6/images/controlnet`, {
      ...commonFields(account, order),
      model_id: account.checkpoint ?? DEFAULT_CHECKPOINT,
      controlnet_model: account.controlNet ?? 'openpose',
      controlnet_type: account.controlNet ?? 'openpose',
      auto_hint: 'no',
      guess_mode: 'no',
      base64: 'yes',
      control_image: skeleton,
      init_image: skeleton,
      mask_image: null,
      scheduler: schedulerClassOf(request.sampler),
      use_karras_sigmas: yesNo(request.scheduler === 'karras'),
      guidance_scale: request.guidance,
      controlnet_conditioning_scale: within(request.controlStrength, STRENGTH),
      clip_skip: String(request.clipSkip),
    });
  },
};
