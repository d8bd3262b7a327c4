/*
 * Stops a run at its service, beside the call that may still be open.
 */
import type { HttpAnswer, HttpCall, Ticket } from '../../../core/remote/index.ts';
import type { RemoteRun } from './run.ts';

/** Whoever does not answer by then is left at work. */
const STOPPING_MS = 10_000;
/** A call that was on its way, and a run that left the queue meanwhile, show up by then. */
const LOOK_AGAIN_MS = 500;

/**
 * Asks a service to stop a run, where its API can.
 *
 * @param ticket - as far as the run has one
 * @returns false where the service was not reached or refused, and may go on drawing
 */
export async function stopRun(
  { backend, account, ports }: Pick<RemoteRun, 'backend' | 'account' | 'ports'>,
  runId: string,
  ticket: Ticket | undefined,
): Promise<boolean> {
  if (!backend.cancel) return true;
  const signal = AbortSignal.timeout(STOPPING_MS);
  const sent = async (call: HttpCall): Promise<HttpAnswer> => {
    const answer = await ports.send(call, signal);
    if (answer.status >= 300) throw new Error(`HTTP ${answer.status}`);
    return answer;
  };
  try {
    for (let look = 0; look < (backend.queue ? 2 : 1); look++) {
      if (look > 0) await ports.sleep(LOOK_AGAIN_MS, signal);
      const queue = backend.queue && (await sent(backend.queue(account)));
      for (const call of backend.cancel(account, ticket, { runId, ...(queue && { queue }) }))
        await sent(call);
    }
    return true;
  } catch {
    return false;
  }
}
