/*
 * Tells an address of the caller's that a run is over. It is tried again a few times, and a notice may come twice.
 */
import { readAddress, type SendOutgoing } from './outgoing.ts';

/** What delivering needs. */
export interface WebhookPorts {
  readonly send: SendOutgoing;
  readonly sleep: (ms: number) => Promise<void>;
}

const ANSWER_MS = 30_000;
const MOST_ANSWER_BYTES = 64 * 1024;
/** Before the second try and each one after it. */
const PAUSES_MS = [1000, 5000, 25_000];

/**
 * Reads the address of a webhook.
 *
 * @param allowLocal - may it be on this machine?
 * @throws ArmatureError `bad-request`
 */
export function readWebhook(text: string, allowLocal: boolean): URL {
  return readAddress(text, 'webhook', allowLocal);
}

/**
 * Delivers a notice.
 *
 * @returns whether it was taken: answered with 2xx
 */
export async function deliver(url: URL, notice: object, { send, sleep }: WebhookPorts): Promise<boolean> {
  const json = JSON.stringify(notice);
  for (const pause of [0, ...PAUSES_MS]) {
    if (pause > 0) await sleep(pause);
    const call = { url, json, mostBytes: MOST_ANSWER_BYTES, timeoutMs: ANSWER_MS };
    const status = await send(call).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status >= 200 && status < 300) return true;
  }
  console.warn(`API: the webhook at ${url.host} took no notice after ${PAUSES_MS.length + 1} tries.`);
  return false;
}
