/* Failures in the page's language. */
import { type Failure, messageOf, nextOf } from '../../core/result/index.ts';
import { say } from './say.ts';

/** What happened. */
export function messageSaid(failure: Failure): string {
  return say(messageOf(failure));
}

/** What to do next; undefined where the failure does not say. */
export function nextSaid(failure: Failure): string | undefined {
  const next = nextOf(failure);
  return next && say(next);
}

/** What happened, and what to do next where the failure says so. */
export function failureSaid(failure: Failure): string {
  return [messageSaid(failure), nextSaid(failure)].filter((sentence) => sentence !== undefined).join(' ');
}
