/*
 * Stops a run at its service, beside the call that may still be open.
 */
import type { Ticket } from '../../core/remote/index.ts';
import type { RemoteRun } from './run.ts';

/** Whoever does not answer by then is left at work. */
const STOPPING_MS = 5000;

/**
 * Asks a service to stop a run, where its API can. That it could not be reached is no news to a person who has gone on.
 *
 * @param ticket - as far as the run has one
 */
export async function stopRun(
  { backend, account, ports }: Pick<RemoteRun, 'backend' | 'account' | 'ports'>,
  runId: string,
  ticket: Ticket | undefined,
): Promise<void> {
  if (!backend.cancel) return;
  const signal = AbortSignal.timeout(STOPPING_MS);
  try {
    const queue = backend.queue && (await ports.send(backend.queue(account), signal));
    const known = { runId, ...(queue && { queue }) };
    for (const call of backend.cancel(account, ticket, known)) await ports.send(call, signal);
  } catch {
    // The picture is drawn in vain, which costs nothing there.
  }
}
