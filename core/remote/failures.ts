/*
 * What a service's refusal means for the person: one code for each thing that they can do about it.
 */
import { ArmatureError, type FailureCode } from '../result/index.ts';
import { type Words, words } from '../words/index.ts';
import { type HttpAnswer, jsonOf, mediaOf, textOf } from './http.ts';

const MOST_WORDS = 300;

/** What a status means. */
export interface Meaning {
  readonly code: FailureCode;
  readonly what: Words;
  readonly next: Words;
}

const MEANINGS: Readonly<Record<number, Meaning>> = {
  302: {
    code: 'remote-failed',
    what: words`points to another address, where nothing is sent`,
    next: words`Enter the address that it leads to in the settings of the back end.`,
  },
  400: {
    code: 'bad-request',
    what: words`did not take the request`,
    next: words`Change the setting it names, then generate again.`,
  },
  401: {
    code: 'bad-key',
    what: words`does not know this key`,
    next: words`Check the key in the settings of the back end.`,
  },
  402: {
    code: 'no-credit',
    what: words`has no credit left for this key`,
    next: words`Add credit there, or choose another back end.`,
  },
  403: {
    code: 'bad-key',
    what: words`does not allow this with this key`,
    next: words`Check what the key may do, or choose another back end.`,
  },
  404: {
    code: 'remote-failed',
    what: words`does not have what was asked for`,
    next: words`Check the address and the name of the model.`,
  },
  405: {
    code: 'remote-failed',
    what: words`does not take this call`,
    next: words`Check the address of the back end.`,
  },
  406: {
    code: 'bad-request',
    what: words`did not take the request`,
    next: words`Change the setting it names, then generate again.`,
  },
  410: { code: 'remote-failed', what: words`has retired this model`, next: words`Choose another back end.` },
  413: {
    code: 'bad-request',
    what: words`finds the request too large`,
    next: words`Choose a smaller picture.`,
  },
  422: {
    code: 'bad-request',
    what: words`did not take the request`,
    next: words`Change the setting it names, then generate again.`,
  },
  429: {
    code: 'rate-limited',
    what: words`gets too many requests at the moment`,
    next: words`Wait a little, then generate again.`,
  },
};
const BROKEN: Meaning = {
  code: 'remote-failed',
  what: words`has a failure of its own`,
  next: words`Try again later, or choose another back end.`,
};
const UNREADABLE: Meaning = {
  code: 'remote-failed',
  what: words`gave an answer that is no picture`,
  next: words`Check the address, or choose another back end.`,
};

/**
 * The failure for an answer that is none of success.
 *
 * @param label - of the service
 * @param told - what the service says itself, where the caller has found it
 * @param own - what a status means at this service, where that is something else
 */
export function answerError(
  label: string,
  answer: HttpAnswer,
  told = wordsOf(answer),
  own: Readonly<Partial<Record<number, Meaning>>> = {},
): ArmatureError {
  const { status } = answer;
  const ok = status >= 200 && status < 300;
  const meaning = own[status] ?? (aboutMoney(status, told) ? MEANINGS[402] : MEANINGS[status]);
  return failureOf(label, meaning ?? (ok ? UNREADABLE : BROKEN), told, status);
}

/** 404 and 406 are used for an empty account as well as in their usual meaning; what is told decides. */
function aboutMoney(status: number, told: string): boolean {
  if (status === 406 && told === '') return true;
  return (status === 404 || status === 406) && /credit|balance/i.test(told);
}

/**
 * Was a creating call surely not billed? Services do not bill what they refuse or send elsewhere; ModelsLab refuses with status 200, too.
 */
export function wasRefused(answer: HttpAnswer): boolean {
  if (answer.status >= 300) return answer.status < 500;
  const json = jsonOf(answer);
  return typeof json === 'object' && json !== null && 'status' in json && json.status === 'error';
}

/** The failure for a refusal that came with status 200, known by what it says. */
export function spokenError(label: string, told: string): ArmatureError {
  const meaning = SPOKEN.find(([pattern]) => pattern.test(told));
  return failureOf(label, MEANINGS[meaning?.[1] ?? 400] ?? BROKEN, told, 200);
}

const SPOKEN: readonly (readonly [RegExp, number])[] = [
  [/api key|unauthori[sz]ed/i, 401],
  [/credit|balance|subscription|payment/i, 402],
  [/rate limit|too many|queue/i, 429],
  [/not found/i, 404],
  [/internal|unavailable|failed|timeout|try again/i, 500],
];

function failureOf(
  label: string,
  { code, what, next }: Meaning,
  told: string,
  status: number,
): ArmatureError {
  const short = shortened(told);
  const said = short === '' ? '' : `: ${/[.!?]$/.test(short) ? short : `${short}.`}`;
  return new ArmatureError({
    code,
    message: said === '' ? words`${label} ${what}.` : words`${label} ${what}${said}`,
    next,
    detail: `HTTP ${status}`,
  });
}

/** What a service says about its refusal, in whichever of the usual fields; empty for HTML and silence. */
function wordsOf(answer: HttpAnswer): string {
  const media = mediaOf(answer);
  if (media === 'json') return wordsIn(jsonOf(answer)) ?? '';
  return media === 'other' ? shortened(textOf(answer)) : '';
}

const WORD_FIELDS = ['message', 'messege', 'error', 'errors', 'detail', 'messages', 'msg', 'description'];

/** Words lie at most so deep in validation's lists and objects. */
const MOST_DEPTH = 12;

/** Finds the words in parsed JSON: lists and objects of validation are joined. */
export function wordsIn(json: unknown, depth = MOST_DEPTH): string | undefined {
  const inner = (value: unknown): string | undefined => wordsIn(value, depth - 1);
  if (typeof json === 'string') return shortened(json);
  if (typeof json !== 'object' || json === null || depth === 0) return undefined;
  if (Array.isArray(json)) return joined(json.map(inner));
  const fields = json as Readonly<Record<string, unknown>>;
  const known = WORD_FIELDS.map((name) => fields[name]).find(
    (value) => value !== undefined && value !== null,
  );
  return known === undefined ? joined(Object.values(fields).map(inner)) : inner(known);
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const there = parts.filter((part) => part !== undefined && part !== '');
  return there.length > 0 ? shortened(there.join(' ')) : undefined;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS)}…` : line;
}
