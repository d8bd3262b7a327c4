/*
 * Calls that cost nothing, and may be repeated.
 */
import type { HttpAnswer, HttpCall } from '../../core/remote/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import type { RemoteRun } from './run.ts';

/** What can be asked again without cost is asked this often. */
export const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Sends a call that costs nothing until it is answered: broken connections and failures of the server pass. */
export async function sendPatiently(run: RemoteRun, call: HttpCall): Promise<HttpAnswer> {
  const { ports, signal } = run;
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ports.send(call, signal);
      if (!isPassing(answer.status) || attempt === ATTEMPTS) return answer;
      await ports.sleep(pauseAfter(answer, attempt), signal);
    } catch (error) {
      if (failureFrom(error).code !== 'network' || attempt === ATTEMPTS) throw error;
      await ports.sleep(pauseAfter(undefined, attempt), signal);
    }
  }
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** As long as the server asks, else twice as long each time, in ms. */
export function pauseAfter(answer: HttpAnswer | undefined, attempt: number): number {
  const asked = Number(answer?.headers['retry-after'] ?? Number.NaN) * 1000;
  const own = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return Math.min(Number.isFinite(asked) && asked > 0 ? asked : own, LONGEST_PAUSE_MS);
}
