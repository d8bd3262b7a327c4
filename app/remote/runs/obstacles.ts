/*
 * What keeps a run from being sent or fetched, in words.
 */
import type { BackendFacts } from '../../../core/remote/index.ts';
import { ArmatureError, type FailureCode, failureFrom, nextOf } from '../../../core/result/index.ts';
import { words, type Words } from '../../../core/words/index.ts';
import { namelessWords, serviceName } from '../words.ts';

/** Whose budget would be passed; `none` where it is something else that is in the way. */
export type BudgetOf = 'person' | 'site' | 'none';

const NOT_READY: Readonly<Record<BudgetOf, Words>> = {
  person: words`Raise the budget of the day, or draw on this device.`,
  site: words`The budget of this site is renewed every day: come back tomorrow, or draw on this device.`,
  none: words`Change that, or choose another back end.`,
};

/** A back end that cannot take the request as it is. */
export function notReady(obstacle: Words, passed: BudgetOf): ArmatureError {
  return new ArmatureError({
    code: passed === 'none' ? 'bad-request' : 'no-credit',
    message: words`Nothing was sent. ${obstacle}`,
    next: NOT_READY[passed],
  });
}

/** A run that another tab is at work on. */
export function inOtherTab(): ArmatureError {
  return new ArmatureError({
    code: 'storage',
    message: words`Another tab is at work on this run.`,
    next: words`Look there, or close that tab and press "Fetch again".`,
  });
}

/** A run of which there is no note any more. */
export function goneElsewhere(): ArmatureError {
  return new ArmatureError({
    code: 'storage',
    message: words`This run is no longer kept: another tab has fetched or dropped it.`,
    next: words`Look for its picture there.`,
  });
}

/** A run whose pictures cannot be asked for without a key. */
export function keyMissing(backend: BackendFacts): ArmatureError {
  return new ArmatureError({
    code: 'bad-key',
    message: words`The key for ${serviceName(backend)} is not at hand.`,
    next: words`Enter or unlock it, then press "Fetch again". The run is kept.`,
  });
}

/** What can be done about these comes before the run is fetched again. */
const TO_PUT_RIGHT: readonly FailureCode[] = ['bad-key', 'no-credit'];

/**
 * A failure after a service has named the run, or drawn its pictures: what to do is to fetch it, for what is generated anew
 * is paid for anew.
 */
export function whileKept(error: unknown): ArmatureError {
  const failure = failureFrom(error);
  const first = TO_PUT_RIGHT.includes(failure.code) ? nextOf(failure) : undefined;
  const fetch = words`The run is kept: press "Fetch again" where it is listed. Nothing is paid twice.`;
  return new ArmatureError({ ...failure, next: first ? words`${first} ${fetch}` : fetch }, { cause: error });
}

/**
 * A failure before that, of a service that is paid: what came of the call is nowhere to be asked.
 *
 * @param relayed - is it the site's account, which the person cannot look at?
 */
export function onceSent(error: unknown, backend: BackendFacts, relayed: boolean): ArmatureError {
  const next = relayed
    ? words`This site may be billed for it, and you are not. Generate again, or choose another back end.`
    : words`It may be billed. Look at your account at ${serviceName(backend)} before you generate again.`;
  return new ArmatureError({ ...failureFrom(error), next }, { cause: error });
}

/** A run whose pictures nobody can ask for. */
export function nameless(backend: BackendFacts, relayed: boolean): ArmatureError {
  return new ArmatureError({
    code: 'remote-failed',
    message: namelessWords(serviceName(backend)),
    next:
      relayed || backend.kind === 'own'
        ? words`Dismiss it where it is listed, then generate again.`
        : words`Look at your account there, then dismiss it where it is listed.`,
  });
}
