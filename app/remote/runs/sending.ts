/*
 * How often a call is sent: what may cost once, what is free until it is answered.
 */
import { type HttpAnswer, type HttpCall, waitAsked } from '../../../core/remote/index.ts';
import { ArmatureError, CANCELLED, type Failure, failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { isRelayed } from './relayed.ts';
import type { RemoteRun } from './run.ts';
import { serviceName } from '../words.ts';

/** What can be asked again without cost is asked this often. */
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1000;
/** Whoever asks for a longer one is not asked again by itself: the person is told instead. */
const LONGEST_PAUSE_MS = 30_000;
/** After a cancel, a service that queues has so long to name the run. */
const NAMING_MS = 8000;

/** Sends the call that may cost. Only a refusal for too many requests, which bills nothing, is followed by another try. */
export async function sendOnce(run: RemoteRun, call: HttpCall): Promise<HttpAnswer> {
  const { ports, signal, backend } = run;
  // The page's own server knows a call by its name, and sends it on once.
  const costs = backend.kind === 'paid' && !isRelayed(run);
  const ended = backend.poll ? patient(run) : signal;
  for (let attempt = 1; ; attempt++) {
    let answer: HttpAnswer;
    try {
      answer = await ports.send(costs ? { ...call, costs } : call, ended);
    } catch (error) {
      throw backend.kind === 'paid' ? unanswered(run, failureFrom(error)) : error;
    }
    const pause = pauseAfter(run, attempt, answer);
    if (answer.status !== 429 || attempt === ATTEMPTS || pause > LONGEST_PAUSE_MS) return answer;
    run.onProgress({ at: 'refused', pauseMs: pause });
    await ports.sleep(pause, signal).catch((error: unknown) => {
      // All that was sent until then was refused.
      run.onVoid?.();
      throw error;
    });
    run.onProgress({ at: 'sent' });
  }
}

/**
 * A signal that leaves a service that queues the time to name the run: cancelled before that, the run could be neither
 * stopped nor found again.
 */
function patient({ signal, giveUp, ports }: RemoteRun): AbortSignal {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  const wait = (): void => void ports.sleep(NAMING_MS, ended.signal).then(end, end);
  if (signal.aborted) wait();
  else signal.addEventListener('abort', wait, { once: true });
  giveUp?.addEventListener('abort', end, { once: true });
  return ended.signal;
}

/** @throws ArmatureError `cancelled` */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new ArmatureError(CANCELLED);
}

function unanswered(run: RemoteRun, failure: Failure): ArmatureError {
  if (failure.code === 'cancelled') return new ArmatureError(failure);
  const name = serviceName(run.backend);
  const [message, next] = isRelayed(run)
    ? [
        words`The connection broke before an answer of ${name} came. It may have drawn the picture.`,
        words`It is not asked again by itself, for this site may have paid for it. Generate again, or choose another back end.`,
      ]
    : [
        words`The connection to ${name} broke before an answer came. It may have drawn and billed the picture.`,
        words`It is not asked again by itself. Look at your account there before you generate again.`,
      ];
  return new ArmatureError({
    code: 'remote-failed',
    message,
    next,
    ...(failure.detail !== undefined && { detail: failure.detail }),
  });
}

/** Sends a call that costs nothing until it is answered: broken connections and failures of the server pass. */
export async function sendPatiently(run: RemoteRun, call: HttpCall): Promise<HttpAnswer> {
  const { ports, signal } = run;
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ports.send(call, signal);
      const pause = pauseAfter(run, attempt, answer);
      if (!isPassing(answer.status) || attempt === ATTEMPTS || pause > LONGEST_PAUSE_MS) return answer;
      await ports.sleep(pause, signal);
    } catch (error) {
      if (failureFrom(error).code !== 'network' || attempt === ATTEMPTS) throw error;
      await ports.sleep(pauseAfter(run, attempt), signal);
    }
  }
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** As long as the server asks, else twice as long each time. */
function pauseAfter({ ports }: RemoteRun, attempt: number, answer?: HttpAnswer): number {
  const own = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return (answer && waitAsked(answer, ports.now())) ?? own;
}
