/*
 * Back ends, their doubles, and what a person is to be told of each fault. The suites in Node and in the browser go by the
 * same table.
 */
import { type Account, BACKEND_FACTS } from '../../core/remote/index.ts';
import type { FailureCode } from '../../core/result/index.ts';
import { A1111_CONTROLNETS, type A1111Options, startA1111 } from '../doubles/a1111.ts';
import { COMFY_CHECKPOINTS, COMFY_CONTROLNETS } from '../doubles/comfyui-nodes.ts';
import { startComfyui } from '../doubles/comfyui.ts';
import type { Fault, ServiceDouble } from '../doubles/double.ts';
import { startModelslab } from '../doubles/modelslab.ts';
import { startSegmind } from '../doubles/segmind.ts';

/** The calls of a run that a fault can hit. */
export type Stage = 'create' | 'poll' | 'view';

/** A back end whose service is a double. */
export interface FaultyService {
  /** @param origin - of the page that may ask */
  readonly start: (origin: string) => Promise<ServiceDouble>;
  readonly account: Account;
  /** Paths of the stages that it has. */
  readonly stages: Readonly<Partial<Record<Stage, RegExp>> & { create: RegExp }>;
}

const KEY = 'K-1234567890';
const segmind = { start: () => startSegmind({ key: KEY }), account: { key: KEY } };
const modelslab = { start: () => startModelslab({ key: KEY }), account: { key: KEY } };
const PICTURES = /^\/generations\//;
const webui = (origin: string): A1111Options => ({ origins: [origin] });

/** By the id of the back end. */
export const FAULTY_SERVICES: Readonly<Record<string, FaultyService>> = {
  a1111: {
    start: (origin) => startA1111(webui(origin)),
    account: { controlNet: A1111_CONTROLNETS[1]! },
    stages: { create: /txt2img/ },
  },
  comfyui: {
    start: (cors) => startComfyui({ cors }),
    account: { checkpoint: COMFY_CHECKPOINTS[0]!, controlNet: COMFY_CONTROLNETS[0]! },
    stages: { create: /^\/prompt/, poll: /^\/history/, view: /^\/view/ },
  },
  segmind: { ...segmind, stages: { create: /^\/v1\/sd3/ } },
  'segmind-queue': { ...segmind, stages: { create: /^\/v2\/sd3/, poll: /^\/v2\/requests/ } },
  'modelslab-text': { ...modelslab, stages: { create: /dreambooth$/, view: PICTURES } },
  'modelslab-controlnet': {
    ...modelslab,
    stages: { create: /controlnet$/, poll: /\/fetch\//, view: PICTURES },
  },
};

/** The statuses with which services refuse. */
const REFUSALS = [400, 401, 402, 403, 404, 406, 429, 500, 502, 503, 504] as const;
type Refusal = (typeof REFUSALS)[number];

/** Faults that leave nothing of an answer. */
const BREAKS = ['reset', 'cut-off', 'redirect'] as const;
/** A proxy's page in the place of an answer. */
const PAGES = ['html', 'html-200'] as const;

/** What the person is told. */
export interface Told {
  readonly code: FailureCode;
  readonly words: RegExp;
}

const told = (code: FailureCode, words: RegExp): Told => ({ code, words });
const BROKEN = told('remote-failed', /has a failure of its own/);
const MEANINGS: Readonly<Record<Refusal, Told>> = {
  400: told('bad-request', /did not take the request/),
  401: told('bad-key', /does not know this/),
  402: told('no-credit', /has no credit left/),
  403: told('bad-key', /does not allow this with this key/),
  404: told('remote-failed', /does not have what was asked for/),
  406: told('bad-request', /did not take the request/),
  429: told('rate-limited', /gets too many requests/),
  500: BROKEN,
  502: BROKEN,
  503: BROKEN,
  504: BROKEN,
};

const FOREIGN = told('remote-failed', /does not allow this page to ask/);
const SEGMIND = {
  404: told('no-credit', /No credits found for the user/),
  406: told('no-credit', /Insufficient credits/),
};
/** Statuses that a service uses in a way of its own. */
const OWN: Readonly<Record<string, Readonly<Partial<Record<Refusal, Told>>>>> = {
  a1111: { 403: FOREIGN, 404: told('remote-failed', /its API is off/) },
  comfyui: { 403: FOREIGN },
  segmind: SEGMIND,
  'segmind-queue': SEGMIND,
};

const EMPTY_ACCOUNT = told('no-credit', /Insufficient credits/);
const NO_MEMORY = told('remote-failed', /CUDA out of memory/);
/** Failures that come under status 200, in the words of the doubles; a back end without a row is not tried with them. */
const SPOKEN: Readonly<Record<string, Readonly<Partial<Record<Stage, Told>>>>> = {
  a1111: { create: NO_MEMORY },
  comfyui: { create: told('remote-failed', /The server is busy/), poll: NO_MEMORY },
  segmind: { create: told('remote-failed', /Prompt is Mandatory/) },
  'segmind-queue': {
    create: told('bad-request', /Prompt is Mandatory/),
    poll: told('bad-request', /Prompt is Mandatory/),
  },
  'modelslab-text': { create: EMPTY_ACCOUNT },
  'modelslab-controlnet': { create: EMPTY_ACCOUNT, poll: EMPTY_ACCOUNT },
};

const UNREACHED = told('network', /did not answer/);
const MAY_BE_BILLED = told('remote-failed', /may have drawn and billed/);
const UNFETCHED = told('network', /has drawn the picture, but it cannot be fetched/);
const CUT_OFF = told('remote-failed', /cut off/);
const ELSEWHERE = told('remote-failed', /points to another address/);
const ENDLESS = told('remote-failed', /at work for 15 minutes/);

/** What a fault comes to; undefined where the picture comes all the same. */
export function toldOf(id: string, stage: Stage, fault: Fault): Told | undefined {
  if (fault === 'wrong-type' || fault === 'slow') return undefined;
  if (stage === 'view') return UNFETCHED;
  if (fault === 'spoken-error') return SPOKEN[id]?.[stage];
  if (fault === 'endless') return ENDLESS;
  if (fault === 'half-picture') return CUT_OFF;
  if (fault === 'retry-after') return MEANINGS[429];
  const refusal = REFUSALS.find((status) => status === fault);
  if (refusal !== undefined) return OWN[id]?.[refusal] ?? MEANINGS[refusal];
  if (fault === 'html') return BROKEN;
  if (fault === 'html-200') return told('remote-failed', /gave an answer that is no picture/);
  // What carries neither a key nor a run may be sent elsewhere, where nobody answers.
  if (fault === 'redirect') return id === 'comfyui' && stage === 'poll' ? UNREACHED : ELSEWHERE;
  const isOwn = BACKEND_FACTS.find((facts) => facts.id === id)?.kind === 'own';
  return stage === 'create' && !isOwn ? MAY_BE_BILLED : UNREACHED;
}

/** Is the picture in the answer to the call that starts the run? */
function drawsAtOnce(id: string): boolean {
  const { poll, view } = FAULTY_SERVICES[id]!.stages;
  return !poll && !view;
}

/** Every fault that means something at a stage of a back end. */
export function faultsOf(id: string, stage: Stage): Fault[] {
  const bears = (fault: Fault): boolean => {
    if (fault === 'half-picture') return stage === 'view' || (stage === 'create' && drawsAtOnce(id));
    if (fault === 'endless') return stage === 'poll';
    return fault !== 'spoken-error' || SPOKEN[id]?.[stage] !== undefined;
  };
  const others: Fault[] = ['retry-after', 'spoken-error', 'half-picture', 'endless', 'wrong-type'];
  return [...REFUSALS, ...BREAKS, ...PAGES, ...others].filter(bears);
}

/** Is the run left to be fetched? Not one that its own server tells to have failed. */
export function isLeft(id: string, stage: Stage, fault: Fault): boolean {
  return (
    stage !== 'create' &&
    toldOf(id, stage, fault) !== undefined &&
    !(id === 'comfyui' && fault === 'spoken-error')
  );
}

/** How often the creating call is sent: only a refusal that bills nothing for certain is followed by further tries. */
export function creatingCalls(stage: Stage, fault: Fault): number {
  return stage === 'create' && (fault === 429 || fault === 'retry-after') ? 4 : 1;
}
