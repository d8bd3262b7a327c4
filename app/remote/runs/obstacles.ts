/*
 * What keeps a run from being sent or fetched, in words.
 */
import type { RemoteBackend } from '../../../core/remote/index.ts';
import { ArmatureError, type FailureCode, failureFrom } from '../../../core/result/index.ts';
import { serviceName } from '../words.ts';

/** A back end that cannot take the request as it is. */
export function notReady(obstacle: string, overBudget: boolean): ArmatureError {
  return new ArmatureError({
    code: overBudget ? 'no-credit' : 'bad-request',
    message: `Nothing was sent. ${obstacle}`,
    next: overBudget
      ? 'Raise the budget of the day, or draw on this device.'
      : 'Change that, or choose another back end.',
  });
}

/** A run that another tab is at work on. */
export function inOtherTab(): ArmatureError {
  return new ArmatureError({
    code: 'storage',
    message: 'Another tab is at work on this run.',
    next: 'Look there, or close that tab and press "Fetch again".',
  });
}

/** A run of which there is no note any more. */
export function goneElsewhere(): ArmatureError {
  return new ArmatureError({
    code: 'storage',
    message: 'This run is no longer kept: another tab has fetched or dropped it.',
    next: 'Look for its picture there.',
  });
}

/** A run whose pictures cannot be asked for without a key. */
export function keyMissing(backend: RemoteBackend): ArmatureError {
  return new ArmatureError({
    code: 'bad-key',
    message: `The key for ${serviceName(backend)} is not at hand.`,
    next: 'Enter or unlock it, then press "Fetch again". The run is kept.',
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
  const first = TO_PUT_RIGHT.includes(failure.code) && failure.next !== undefined ? `${failure.next} ` : '';
  const fetch = 'The run is kept: press "Fetch again" where it is listed. Nothing is paid twice.';
  return new ArmatureError({ ...failure, next: first + fetch }, { cause: error });
}

/** A failure before that, of a service that is paid: what came of the call is nowhere to be asked. */
export function onceSent(error: unknown, backend: RemoteBackend): ArmatureError {
  const failure = failureFrom(error);
  return new ArmatureError(
    {
      ...failure,
      next: `It may be billed. Look at your account at ${serviceName(backend)} before you generate again.`,
    },
    { cause: error },
  );
}
