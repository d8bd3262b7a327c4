/*
 * What is different where this page's own server asks a service, with a key of the site: neither the account nor the key is
 * the person's, and some refusals are the server's own.
 */
import { type HttpAnswer, relayRefusal, wasRefused } from '../../../core/remote/index.ts';
import { ArmatureError, type FailureCode, failureFrom } from '../../../core/result/index.ts';
import { say } from '../../words/say.ts';
import type { RemoteRun } from './run.ts';

/** Does the page's own server ask, whose owner pays? */
export function isRelayed({ callName }: Pick<RemoteRun, 'callName'>): boolean {
  return callName !== undefined;
}

/** Reads an answer to a run, in words for whoever has started it. */
export function readAnswer<Read>(run: RemoteRun, answer: HttpAnswer, read: () => Read): Read {
  if (!isRelayed(run)) return read();
  const own = relayRefusal(answer);
  if (own) throw new ArmatureError(own);
  try {
    return read();
  } catch (error) {
    throw forVisitor(error);
  }
}

/** After these the service may have been asked. */
const UNDECIDED: readonly FailureCode[] = ['remote-failed', 'internal'];

/** Is it sure that no picture comes of a creating call with this answer, and that nothing is billed? */
export function isVoid(run: RemoteRun, answer: HttpAnswer): boolean {
  if (run.backend.kind === 'own' || wasRefused(answer)) return true;
  const own = isRelayed(run) ? relayRefusal(answer) : undefined;
  return own !== undefined && !UNDECIDED.includes(own.code);
}

const OF_THE_OWNER: readonly FailureCode[] = ['bad-key', 'no-credit'];

function forVisitor(error: unknown): unknown {
  const failure = failureFrom(error);
  if (!OF_THE_OWNER.includes(failure.code)) return error;
  const next = say`The key is that of this site: tell its owner, or choose another back end.`;
  return new ArmatureError({ ...failure, next }, { cause: error });
}
