/*
 * The services that are relayed: one host each, and the calls that the page makes there. What is not in these tables is not
 * sent.
 */
import type * as v from 'valibot';
import { type HttpAnswer, jsonOf, REMOTE_BACKENDS } from '../../core/remote/index.ts';
import { invariant } from '../../core/result/index.ts';
import { modelslabControlNet, modelslabKeyOnly, modelslabText, segmindPose } from './fields.ts';

/** Who is relayed; also the first part of the path after `/relay/`. */
export const PROVIDER_IDS = ['modelslab', 'segmind'] as const;

/** One of {@link PROVIDER_IDS}. */
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** A JSON object as it came. */
export type Fields = Readonly<Record<string, unknown>>;

/** One call that may be made. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** The whole path; its group, if any, is the id of a run. */
  readonly path: RegExp;
  /** `create` costs money and is counted; `ask` is free. */
  readonly kind: 'create' | 'ask';
  /** What the body may hold; absent for GET. */
  readonly fields?: v.GenericSchema<unknown, Fields>;
  /** Length of the largest body. */
  readonly bodyBytes: number;
  readonly timeoutMs: number;
}

/** Where the end of a run is to be reported, and under what name. */
export interface Hook {
  readonly url: string;
  readonly trackId: string;
}

/** A relayed service. */
export interface Provider {
  readonly id: ProviderId;
  readonly origin: string;
  /** The page's back ends that it serves. */
  readonly backends: readonly string[];
  /** US dollars a picture. */
  readonly dollars: number;
  /** Checkpoints that visitors may choose; absent where there is nothing to choose. */
  readonly models?: readonly string[];
  readonly routes: readonly Route[];
  /** Puts the owner's key where the service looks for it. */
  readonly keyed: (
    key: string,
    fields: Fields | undefined,
  ) => { headers: Record<string, string>; body?: Fields };
  /** Tells the service where to report the end of a run; absent where it cannot. */
  readonly reportedTo?: (fields: Fields, hook: Hook | undefined) => Fields;
  /** Was the call surely not billed? */
  readonly unbilled: (answer: HttpAnswer) => boolean;
  /** How an answer names a run that goes on. */
  readonly run: {
    readonly id: string;
    readonly waiting: readonly string[];
    /** The fields that tell where to ask, and the path for those that do not. */
    readonly links: Readonly<Record<string, (id: string) => string>>;
  };
}

/** A drawing lasts as long as the call. */
const DRAWING_MS = 180_000;
const ASKING_MS = 60_000;
/** Skeleton and picture in base64. */
const PICTURES_BYTES = 10 * 2 ** 20;
const SMALL_BYTES = 4096;
const RUN_ID = '([\\w-]{1,80})';

function modelslab(models: readonly string[]): Provider {
  const post = (
    path: string,
    fields: v.GenericSchema<unknown, Fields>,
    kind: Route['kind'] = 'ask',
  ): Route => ({
    method: 'POST',
    path: new RegExp(`^${path}$`),
    kind,
    fields,
    bodyBytes: fields === modelslabKeyOnly ? SMALL_BYTES : PICTURES_BYTES,
    timeoutMs: kind === 'create' ? DRAWING_MS : ASKING_MS,
  });
  return {
    id: 'modelslab',
    origin: 'https://modelslab.com',
    ...offered('modelslab-'),
    models,
    routes: [
      post('/api/v4/dreambooth', modelslabText(models), 'create'),
      post('/api/v6/images/controlnet', modelslabControlNet(models), 'create'),
      post(`/api/v[3-7]/(?:images/|dreambooth/)?fetch/${RUN_ID}`, modelslabKeyOnly),
      post('/api/wallet_balance', modelslabKeyOnly),
    ],
    keyed: (key, fields) => ({ headers: {}, body: { ...fields, key } }),
    reportedTo: (fields, hook) => ({
      ...fields,
      webhook: hook?.url ?? null,
      track_id: hook?.trackId ?? null,
    }),
    // The older calls refuse with status 200.
    unbilled: (answer) => isRefusal(answer) || statusIn(answer) === 'error',
    run: {
      id: 'id',
      waiting: ['processing'],
      links: { fetch_result: (id) => `/api/v6/images/fetch/${id}` },
    },
  };
}

const SEGMIND: Provider = {
  id: 'segmind',
  origin: 'https://api.segmind.com',
  ...offered('segmind'),
  routes: [
    {
      method: 'POST',
      path: /^\/v[12]\/sd3-med-pose$/,
      kind: 'create',
      fields: segmindPose,
      bodyBytes: PICTURES_BYTES,
      timeoutMs: DRAWING_MS,
    },
    {
      method: 'GET',
      path: new RegExp(`^/v[12]/requests/${RUN_ID}(?:/status)?$`),
      kind: 'ask',
      bodyBytes: 0,
      timeoutMs: ASKING_MS,
    },
    { method: 'GET', path: /^\/v1\/get-user-credits$/, kind: 'ask', bodyBytes: 0, timeoutMs: ASKING_MS },
  ],
  keyed: (key, fields) => ({ headers: { 'x-api-key': key }, ...(fields && { body: fields }) }),
  unbilled: isRefusal,
  run: {
    id: 'request_id',
    waiting: ['QUEUED', 'PROCESSING'],
    links: {
      response_url: (id) => `/v2/requests/${id}`,
      status_url: (id) => `/v2/requests/${id}/status`,
      poll_url: (id) => `/v1/requests/${id}`,
    },
  },
};

/** The services for which the owner has a key. */
export function providersFor(
  keys: Readonly<Partial<Record<ProviderId, string>>>,
  models: readonly string[],
): readonly Provider[] {
  const all: Readonly<Record<ProviderId, Provider>> = { modelslab: modelslab(models), segmind: SEGMIND };
  return PROVIDER_IDS.filter((id) => keys[id] !== undefined).map((id) => all[id]);
}

function offered(prefix: string): Pick<Provider, 'backends' | 'dollars'> {
  const backends = REMOTE_BACKENDS.filter(({ id }) => id.startsWith(prefix));
  invariant(backends.length > 0, `The page has no back end ${prefix}.`);
  return {
    backends: backends.map(({ id }) => id),
    dollars: Math.max(...backends.map(({ price }) => price.dollars)),
  };
}

function isRefusal({ status }: HttpAnswer): boolean {
  return status >= 400 && status < 500;
}

function statusIn(answer: HttpAnswer): unknown {
  const json = jsonOf(answer);
  return typeof json === 'object' && json !== null && 'status' in json ? json.status : undefined;
}
