/*
 * One run on a remote back end. The call that starts it, and may cost money, is sent once; whatever follows it may be
 * repeated, and goes on after a reload.
 */
import type { HttpAnswer, HttpCall, RemoteBackend, RemoteOrder, RunState, Ticket } from '../../core/remote/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../core/result/index.ts';
import { cancelRun } from './cancel-run.ts';
import { fetchPictures } from './fetch-pictures.ts';
import { ATTEMPTS, pauseAfter, sendPatiently } from './patient-calls.ts';
import type { RemoteResult, RemoteRun } from './run.ts';
import { type RunWatch, watchRun } from './watch-run.ts';

export type { RemotePorts, RemoteProgress, RemoteResult, RemoteRun } from './run.ts';

const POLL_MS = { first: 2000, most: 5000 };
/** After this long without an end the page stops asking; the run can still be fetched. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Starts a run and waits for its pictures. When it is cancelled the server is told to stop, where it can be.
 *
 * @throws ArmatureError with the service's words; `remote-failed` where the connection broke after the call was sent,
 *   which is then not sent again, and where the server could not be told to stop; `cancelled`
 */
export async function startRun(run: RemoteRun, order: RemoteOrder): Promise<RemoteResult> {
  const { backend, account } = run;
  const uploads = await upload(run, order);
  const ready = { ...order, uploads };
  const call = backend.create(account, ready);
  run.onProgress({ at: 'sent' });
  return watched(run, order.runId, async (watch, named) => {
    const state = backend.readCreated(await sendOnce(run, call), ready);
    if (state.ticket) {
      named(state.ticket);
      run.onTicket(state.ticket);
    }
    return finish(run, watch, state);
  });
}

/**
 * Goes on waiting for a run that was started before.
 *
 * @param runId - of the order that started it; with it the server's websocket is heard again
 * @throws ArmatureError as `startRun` does
 */
export async function fetchAgain(run: RemoteRun, ticket: Ticket, runId?: string): Promise<RemoteResult> {
  return watched(run, runId, (watch, named) => {
    named(ticket);
    return finish(run, watch, { state: 'waiting', ticket });
  });
}

/** Does the work under a watch, and tells the server when it is cancelled: at once, whatever call is open. */
async function watched(
  run: RemoteRun,
  runId: string | undefined,
  work: (watch: RunWatch, named: (ticket: Ticket) => void) => Promise<RemoteResult>,
): Promise<RemoteResult> {
  let ticket: Ticket | undefined;
  const watch = watchRun(run, runId);
  try {
    return await work(watch, (name) => (ticket = name));
  } catch (error) {
    if (run.signal.aborted) await cancelRun(run, ticket, runId);
    throw error;
  } finally {
    await watch.end();
  }
}

async function upload(run: RemoteRun, order: RemoteOrder): Promise<Record<string, string>> {
  const { backend, account } = run;
  const named: Record<string, string> = {};
  for (const { of, call } of backend.uploads(account, order)) {
    run.onProgress({ at: 'uploading' });
    named[of] = backend.readUpload(await sendPatiently(run, call));
  }
  return named;
}

/** Sends the call that may cost. Only a refusal for too many requests, which bills nothing, is followed by another try. */
async function sendOnce(run: RemoteRun, call: HttpCall): Promise<HttpAnswer> {
  const { ports, signal, backend } = run;
  for (let attempt = 1; ; attempt++) {
    let answer: HttpAnswer;
    try {
      answer = await ports.send(call, signal);
    } catch (error) {
      throw backend.kind === 'paid' ? unanswered(backend, failureFrom(error)) : error;
    }
    if (answer.status !== 429 || attempt === ATTEMPTS) return answer;
    await ports.sleep(pauseAfter(answer, attempt), signal);
  }
}

function unanswered({ label }: RemoteBackend, failure: Failure): ArmatureError {
  if (failure.code === 'cancelled') return new ArmatureError(failure);
  return new ArmatureError({
    code: 'remote-failed',
    message: `The connection to ${label} broke before an answer came. It may have drawn and billed the picture.`,
    next: 'It is not asked again by itself. Look at your account there before you generate again.',
    ...(failure.detail !== undefined && { detail: failure.detail }),
  });
}

async function finish(run: RemoteRun, watch: RunWatch, first: RunState): Promise<RemoteResult> {
  const { backend, account, ports } = run;
  const deadline = ports.now() + PATIENCE_MS;
  let state = first;
  let pause = POLL_MS.first;
  while (state.state === 'waiting') {
    const { ticket, etaMs } = state;
    if (!backend.poll || !backend.readPolled) throw new ArmatureError(noPolls(backend));
    if (ports.now() > deadline) throw stillWaiting(backend);
    watch.waiting(etaMs);
    await watch.rest(state === first ? Math.max(etaMs ?? 0, pause) : pause);
    pause = Math.min(pause * 1.25, POLL_MS.most);
    state = backend.readPolled(await sendPatiently(run, backend.poll(account, ticket)), ticket, account);
  }
  run.onProgress({ at: 'fetching' });
  const files = await fetchPictures(run, state.pictures);
  const { seed, bill } = state;
  return { files, ...(seed !== undefined && { seed }), ...(bill && { bill }) };
}

function noPolls({ label }: RemoteBackend): Failure {
  return { code: 'internal', message: `${label} has no way to ask for a run.` };
}

function stillWaiting({ label }: RemoteBackend): ArmatureError {
  return new ArmatureError({
    code: 'remote-failed',
    message: `${label} has been at work for ${PATIENCE_MS / 60_000} minutes without an end.`,
    next: 'The run is kept: press "Fetch again" later. Nothing is paid twice.',
  });
}
