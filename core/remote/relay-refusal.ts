/*
 * How the relay of a page refuses, so that its words are told from those of the service behind it.
 */
import * as v from 'valibot';
import type { Failure } from '../result/index.ts';
import { type HttpAnswer, jsonOf } from './http.ts';

/** The header by which the relay marks what it refuses itself. Whatever a service answers goes without it. */
export const RELAY_REFUSAL = 'x-armature-refusal';

const sentence = v.pipe(v.string(), v.nonEmpty(), v.maxLength(500));
const refusalSchema = v.object({
  code: v.picklist(['bad-request', 'no-credit', 'rate-limited', 'remote-failed', 'storage', 'internal']),
  message: sentence,
  next: v.exactOptional(sentence),
});

/** What the relay itself refused; undefined for an answer of the service. Ask it of answers of the page's own relay alone. */
export function relayRefusal(answer: HttpAnswer): Failure | undefined {
  if (answer.status < 400 || answer.headers[RELAY_REFUSAL] === undefined) return undefined;
  const parsed = v.safeParse(refusalSchema, jsonOf(answer));
  return parsed.success ? { ...parsed.output, detail: `HTTP ${answer.status}` } : undefined;
}
