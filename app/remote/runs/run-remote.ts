/*
 * One run on a remote back end. The call that starts it, and may cost money, is sent once; whatever follows it may be
 * repeated, and goes on after a reload.
 */
import {
  type HttpAnswer,
  type HttpCall,
  jsonOf,
  type RemoteBackend,
  type RemoteOrder,
  type RunState,
  type Ticket,
} from '../../../core/remote/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { say } from '../../words/say.ts';
import { nameless } from './obstacles.ts';
import { isVoid, readAnswer } from './relayed.ts';
import type { RemoteResult, RemoteRun } from './run.ts';
import { fetchPictures } from './run-files.ts';
import type { KeptRun } from './run-shelf.ts';
import { sendOnce, sendPatiently, throwIfCancelled } from './sending.ts';
import { type RunWatch, watchRun } from './watch-run.ts';
import { serviceName } from '../words.ts';

/** Between two looks at a run; a service's own estimate puts the first one off, but not for ever. */
const POLL_MS = { first: 2000, most: 5000, longest: 60_000 };
/** After this long without an end the page stops asking; the run can still be fetched. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Starts a run and waits for its pictures.
 *
 * @throws ArmatureError with the service's words; `remote-failed` where the connection broke after the call was sent,
 *   which is then not sent again; `cancelled`
 */
export async function startRun(run: RemoteRun, order: RemoteOrder): Promise<RemoteResult> {
  const { backend, account } = run;
  const uploads = await upload(run, order);
  const ready = { ...order, uploads };
  const call = named(backend.create(account, ready), run.callName);
  throwIfCancelled(run.signal);
  await run.onSend?.();
  run.onProgress({ at: 'sent' });
  const watch = watchRun(run, order.runId);
  try {
    const answer = await sendOnce(run, call);
    const state = readCreated(run, answer, ready);
    if (state.state === 'waiting') await run.onTicket(state.ticket);
    watch.hearEnd(answer.headers['x-armature-track-id']);
    return await finish(run, watch, state);
  } finally {
    await watch.end();
  }
}

/**
 * Goes on waiting for a run that was started before.
 *
 * @param runId - of the order that started it; with it the server's websocket is heard again
 * @throws ArmatureError as `startRun` does
 */
export async function fetchAgain(run: RemoteRun, ticket: Ticket, runId?: string): Promise<RemoteResult> {
  const watch = watchRun(run, runId);
  try {
    return await finish(run, watch, { state: 'waiting', ticket });
  } finally {
    await watch.end();
  }
}

/**
 * Fetches the pictures of a run that was written down: from where they lie, else by asking for the run.
 *
 * @throws ArmatureError as `startRun` does, and where nothing is known to ask for
 */
export async function fetchKept(
  run: RemoteRun,
  { id, ticket, links, relayed }: KeptRun,
): Promise<RemoteResult> {
  const isOver = (error: unknown): boolean => !ticket || failureFrom(error).code === 'cancelled';
  // They lie there still when the service has forgotten the run.
  const there = await (links && fetchPictures(run, links))?.catch((error: unknown) => {
    if (isOver(error)) throw error;
    return undefined;
  });
  if (there && (!ticket || there.missing.length === 0)) return there;
  if (!ticket) throw nameless(run.backend, relayed);
  return fetchAgain(run, ticket, id).catch((error: unknown) => {
    if (!there || isOver(error)) throw error;
    return there;
  });
}

function named(call: HttpCall, name: string | undefined): HttpCall {
  return name === undefined ? call : { ...call, headers: { ...call.headers, 'idempotency-key': name } };
}

function readCreated(run: RemoteRun, answer: HttpAnswer, order: RemoteOrder): RunState {
  try {
    return readAnswer(run, answer, () => run.backend.readCreated(answer, order));
  } catch (error) {
    if (isVoid(run, answer)) run.onVoid?.();
    throw error;
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

async function finish(run: RemoteRun, watch: RunWatch, first: RunState): Promise<RemoteResult> {
  const { backend, account, ports } = run;
  const deadline = ports.now() + PATIENCE_MS;
  let state = first;
  let pause = POLL_MS.first;
  while (state.state === 'waiting') {
    const { ticket, etaMs } = state;
    if (!backend.poll) throw new ArmatureError(noPolls(backend));
    if (ports.now() > deadline) throw stillWaiting(backend);
    watch.waiting(etaMs);
    await watch.rest(state === first ? Math.min(Math.max(etaMs ?? 0, pause), POLL_MS.longest) : pause);
    pause = Math.min(pause * 1.25, POLL_MS.most);
    state = readPolled(run, await sendPatiently(run, backend.poll(account, ticket)), ticket);
  }
  if (state.pictures.every(({ kind }) => kind === 'link')) await run.onLinks?.(state.pictures);
  const { seed, sampler, bill } = state;
  return {
    ...(await fetchPictures(run, state.pictures)),
    ...(seed !== undefined && { seed }),
    ...(sampler !== undefined && { sampler }),
    ...(bill && { bill }),
  };
}

/** A run that its own server tells to have failed is over; a paid one may have been billed all the same. */
function readPolled(run: RemoteRun, answer: HttpAnswer, ticket: Ticket): RunState {
  const { backend, account } = run;
  const read = backend.readPolled;
  if (!read) throw new ArmatureError(noPolls(backend));
  try {
    return readAnswer(run, answer, () => read(answer, ticket, account));
  } catch (error) {
    if (backend.kind === 'own' && answer.status === 200 && jsonOf(answer) !== undefined) run.onVoid?.();
    throw error;
  }
}

function noPolls({ label }: RemoteBackend): Failure {
  return { code: 'internal', message: say`${label} has no way to ask for a run.` };
}

function stillWaiting(backend: RemoteBackend): ArmatureError {
  return new ArmatureError({
    code: 'remote-failed',
    message: words`${serviceName(backend)} has been at work for ${PATIENCE_MS / 60_000} minutes without an end.`,
    next: words`The run is kept: press "Fetch again" later. Nothing is paid twice.`,
  });
}
