/*
 * Failures as HTTP: a status that tells callers what to do, and words that tell them why.
 */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ArmatureError, type Failure, type FailureCode, failureFrom } from '../../core/result/index.ts';

/** An answer that is none of success. */
export interface Refusal {
  readonly status: ContentfulStatusCode;
  readonly message: string;
}

const STATUSES: Readonly<Partial<Record<FailureCode, ContentfulStatusCode>>> = {
  'bad-request': 400,
  'bad-pose': 400,
  'bad-image': 400,
  'bad-key': 401,
  'file-missing': 404,
  'rate-limited': 429,
  cancelled: 503,
  'out-of-memory': 503,
  'worker-died': 502,
};

/** What failed here and not in the request is told to whoever runs the server, and in general words to the caller. */
export function refusalOf(error: unknown): Refusal {
  const failure = failureFrom(error);
  const status = STATUSES[failure.code] ?? 500;
  if (status === 500) {
    console.error(`API: ${failure.message}${failure.detail === undefined ? '' : ` (${failure.detail})`}`);
    return { status, message: 'Internal server error. Please try again.' };
  }
  if (status === 502)
    return { status, message: `The engine ended while it was at work: ${wordsOf(failure)}` };
  if (status === 503) return { status, message: `Service temporarily unavailable: ${wordsOf(failure)}` };
  return { status, message: wordsOf(failure) };
}

function wordsOf({ message, next }: Failure): string {
  return next === undefined ? message : `${message.replace(/[^.!?]$/, '$&.')} ${next}`;
}

/** The failure of a key that is missing or not known. */
export function badKey(message: string): ArmatureError {
  return new ArmatureError({ code: 'bad-key', message });
}

/** The failure of something that is not here. */
export function notHere(message: string): ArmatureError {
  return new ArmatureError({ code: 'file-missing', message });
}
