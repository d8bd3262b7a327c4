/*
 * How A1111 and Forge are reached, and what their refusals mean.
 */
import * as v from 'valibot';
import type { ArmatureError } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import type { Account } from '../backend.ts';
import { answerError, type Meaning, wordsIn } from '../failures.ts';
import { baseAddress, type HttpAnswer, jsonOf } from '../http.ts';
import { DEFAULT_ADDRESS } from './a1111-facts.ts';

const LABEL = 'The web UI';

/** The address of the server. */
export function originOf({ address = DEFAULT_ADDRESS }: Account): string {
  return baseAddress(address);
}

/** `user:password` of `--api-auth` as HTTP Basic (RFC 7617). */
export function headersOf({ key }: Account): Record<string, string> {
  return key === undefined || key === '' ? {} : { authorization: `Basic ${base64(key)}` };
}

const MEANINGS: Readonly<Partial<Record<number, Meaning>>> = {
  401: {
    code: 'bad-key',
    what: words`does not know this name and password`,
    next: words`Write them as name:password in the settings of the back end, as they follow --api-auth.`,
  },
  403: {
    code: 'remote-failed',
    what: words`does not allow this page to ask`,
    next: words`Start it with --cors-allow-origins= and the address of this page.`,
  },
};
const NO_API: Meaning = {
  code: 'remote-failed',
  what: words`answers, but its API is off`,
  next: words`Start it with --api, and check the address.`,
};
/** What FastAPI says of a path that nobody serves. */
const NO_ROUTE = 'Not Found';

/** The failure for an answer that is none of success. */
export function webuiError(answer: HttpAnswer, words = wordsOf(answer)): ArmatureError {
  const own = words === NO_ROUTE ? { ...MEANINGS, 404: NO_API } : MEANINGS;
  return answerError(LABEL, answer, words === NO_ROUTE ? '' : words, own);
}

const text = v.fallback(v.optional(v.string(), ''), '');
const spokenSchema = v.object({ error: text, detail: text, errors: text });
const validationSchema = v.object({
  detail: v.array(v.object({ loc: v.array(v.union([v.string(), v.number()])), msg: v.string() })),
});

/** Its own failures name an exception and say more in one of two fields; FastAPI's list what is wrong with which field. */
function wordsOf(answer: HttpAnswer): string | undefined {
  const json = jsonOf(answer);
  const refused = v.safeParse(validationSchema, json);
  if (refused.success) {
    return refused.output.detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`).join('; ');
  }
  const spoken = v.safeParse(spokenSchema, json);
  if (!spoken.success) return undefined;
  const { error, detail, errors } = spoken.output;
  if (detail !== '') return detail;
  return errors === '' || error === '' ? wordsIn(json) : `${error}: ${errors}`;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of a text's UTF-8 (RFC 4648). */
function base64(plain: string): string {
  const bytes = new TextEncoder().encode(plain);
  let coded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((by) => DIGITS[(bits >> by) & 63]).join('');
    coded += digits.slice(0, Math.min(bytes.length - i, 3) + 1).padEnd(4, '=');
  }
  return coded;
}
