/*
 * Tells a server to stop a run that the person has cancelled.
 */
import { answerError, type HttpAnswer, type HttpCall, type Ticket } from '../../core/remote/index.ts';
import { ArmatureError, failureFrom } from '../../core/result/index.ts';
import type { RemoteRun } from './run.ts';

/** The person waits for this. */
const PATIENCE_MS = 10_000;
/** A call that was on its way, and a run that left the queue meanwhile, show up by then. */
const LOOK_AGAIN_MS = 500;

/**
 * Stops a run at work or waiting, where the back end can. It is over at once for the page; the server is told.
 *
 * @throws ArmatureError `remote-failed` where the server was not reached or refused
 */
export async function cancelRun(run: RemoteRun, ticket: Ticket | undefined, runId?: string): Promise<void> {
  const { backend, account, ports } = run;
  if (!backend.cancel) return;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const sent = async (call: HttpCall): Promise<HttpAnswer> => {
    const answer = await ports.send(call, signal);
    if (answer.status >= 400) throw answerError(backend.label, answer);
    return answer;
  };
  try {
    for (let look = 0; look < (backend.queue ? 2 : 1); look++) {
      if (look > 0) await ports.sleep(LOOK_AGAIN_MS, signal);
      const queue = backend.queue && (await sent(backend.queue(account)));
      const known = { ...(queue && { queue }), ...(runId !== undefined && { runId }) };
      for (const call of backend.cancel(account, ticket, known)) await sent(call);
    }
  } catch (error) {
    throw new ArmatureError({
      code: 'remote-failed',
      message: `${backend.label} could not be told to stop, and may go on drawing.`,
      next: 'Stop it there.',
      detail: failureFrom(error).message,
    });
  }
}
