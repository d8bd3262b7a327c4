/*
 * How ComfyUI is reached, what its refusals mean, what it has installed, and how a run of ours is stopped there.
 */
import * as v from 'valibot';
import { SAMPLER_NAMES } from '../../sampling/index.ts';
import { ArmatureError } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import type { Account, KnownRun, ServerLists, Ticket } from '../backend.ts';
import { answerError, type Meaning } from '../failures.ts';
import { baseAddress, type HttpAnswer, type HttpCall, jsonOf, postJson } from '../http.ts';
import { DEFAULT_ADDRESS } from './comfyui-facts.ts';

/** How it is called. */
export const LABEL = 'ComfyUI';

/** The address of the server. */
export function originOf({ address = DEFAULT_ADDRESS }: Account): string {
  return baseAddress(address);
}

const MEANINGS: Readonly<Partial<Record<number, Meaning>>> = {
  403: {
    code: 'remote-failed',
    what: words`does not allow this page to ask`,
    next: words`Start it with --enable-cors-header and the address of this page.`,
  },
};

/** The failure for an answer that is none of success. */
export function comfyError(answer: HttpAnswer, words?: string): ArmatureError {
  return answerError(LABEL, answer, words, MEANINGS);
}

/** Which input of which node lists what is installed. */
const INPUTS = [
  ['CheckpointLoaderSimple', 'ckpt_name'],
  ['ControlNetLoader', 'control_net_name'],
  ['KSampler', 'sampler_name'],
] as const;

/** The calls that ask what is installed. */
export function lists(account: Account): HttpCall[] {
  return INPUTS.map(([node]) => get(account, `/object_info/${node}`));
}

/** A choice is a list with further words behind it, or in later versions a name with the list among the words. */
const choiceSchema = v.union([
  v.pipe(
    v.looseTuple([v.array(v.string())]),
    v.transform(([names]) => names),
  ),
  v.pipe(
    v.looseTuple([v.literal('COMBO'), v.object({ options: v.array(v.string()) })]),
    v.transform(([, { options }]) => options),
  ),
]);
const infoSchema = v.record(
  v.string(),
  v.object({ input: v.object({ required: v.record(v.string(), v.unknown()) }) }),
);

/** @throws ArmatureError where an answer is none of ComfyUI's */
export function readLists(answers: readonly HttpAnswer[]): ServerLists {
  const [checkpoints, controlNets, samplers] = INPUTS.map(([node, input], i) => {
    const answer = answers[i];
    if (!answer)
      throw new ArmatureError({ code: 'internal', message: `${LABEL} was not asked for ${node}.` });
    const parsed = v.safeParse(infoSchema, jsonOf(answer));
    if (!parsed.success || answer.status >= 400) throw comfyError(answer);
    const choice = v.safeParse(choiceSchema, parsed.output[node]?.input.required[input]);
    return choice.success ? choice.output : undefined;
  });
  return {
    ...(checkpoints && { checkpoints }),
    ...(controlNets && { controlNets }),
    ...(samplers && { samplers: SAMPLER_NAMES.filter((name) => samplers.includes(name)) }),
  };
}

/** Asks for the runs that wait or are at work. */
export function queue(account: Account): HttpCall {
  return get(account, '/queue');
}

const itemSchema = v.looseTuple([
  v.number(),
  v.string(),
  v.unknown(),
  v.looseObject({ client_id: v.fallback(v.optional(v.string()), undefined) }),
]);
const queueSchema = v.object({ queue_running: v.array(itemSchema), queue_pending: v.array(itemSchema) });

/**
 * Takes a waiting run out of the queue, or stops it at work. Early versions stop whatever is at work, so nothing
 * is stopped that the queue does not show to be ours.
 *
 * @throws ArmatureError where the queue cannot be read
 */
export function cancel(account: Account, ticket: Ticket | undefined, known: KnownRun = {}): HttpCall[] {
  if (!known.queue) return [];
  const parsed = v.safeParse(queueSchema, jsonOf(known.queue));
  if (!parsed.success || known.queue.status >= 400) throw comfyError(known.queue);
  const isOurs = ([, id, , extra]: v.InferOutput<typeof itemSchema>): boolean =>
    id === ticket?.id || (known.runId !== undefined && extra.client_id === known.runId);
  const pending = parsed.output.queue_pending.filter(isOurs).map(([, id]) => id);
  const running = parsed.output.queue_running.filter(isOurs).map(([, id]) => id);
  return [
    ...(pending.length > 0 ? [postJson(`${originOf(account)}/queue`, { delete: pending })] : []),
    ...running.map((id) => postJson(`${originOf(account)}/interrupt`, { prompt_id: id })),
  ];
}

function get(account: Account, path: string): HttpCall {
  return { method: 'GET', url: `${originOf(account)}${path}`, headers: {} };
}
