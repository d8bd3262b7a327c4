/*
 * One run on a remote back end. The call that starts it, and may cost money, is sent once; whatever follows it may be
 * repeated, and goes on after a reload.
 */
import type {
  Account,
  Bill,
  HttpAnswer,
  HttpCall,
  RemoteBackend,
  RemoteOrder,
  RemotePicture,
  RunState,
  Ticket,
} from '../../core/remote/index.ts';
import { answerError, mediaOf, textOf, wasRefused } from '../../core/remote/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../core/result/index.ts';
import { bytesFromBase64 } from './base64.ts';
import type { Send } from './transport.ts';

/** What a run needs of the page. */
export interface RemotePorts {
  readonly send: Send;
  /** Waits, and throws `cancelled` when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds, from any start. */
  readonly now: () => number;
}

/** Which run, and who listens. */
export interface RemoteRun {
  readonly backend: RemoteBackend;
  readonly account: Account;
  readonly ports: RemotePorts;
  readonly signal: AbortSignal;
  /** Ends the creating call of a service that queues, which `signal` leaves alone until it has named the run. */
  readonly giveUp?: AbortSignal;
  /** Awaited before the creating call is sent; what it throws prevents the call. */
  readonly onSend?: () => Promise<void>;
  /** Awaited as soon as the service has named the run: from here on it can be fetched again. */
  readonly onTicket: (ticket: Ticket) => unknown;
  /** Awaited once the pictures are drawn, where they lie at addresses. */
  readonly onLinks?: (pictures: Pictures) => Promise<void>;
  /** The service has said that there will be no picture, and nothing is billed. */
  readonly onVoid?: () => void;
  readonly onProgress: (progress: RemoteProgress) => void;
}

/** The pictures of a run. */
export type Pictures = readonly [RemotePicture, ...RemotePicture[]];

/** How far a run is. */
export type RemoteProgress =
  | { readonly at: 'uploading' }
  /** The call is on its way and the service may be at work. */
  | { readonly at: 'sent' }
  | { readonly at: 'waiting'; readonly etaMs?: number }
  | {
      readonly at: 'drawing';
      readonly share: number;
      readonly etaMs?: number;
      /** A small picture of what is there, in base64. */
      readonly preview?: string;
    }
  | { readonly at: 'fetching' };

/** A finished run. */
export interface RemoteResult {
  /** Encoded picture files in the order of the batch. */
  readonly files: readonly [Uint8Array, ...Uint8Array[]];
  readonly seed?: number;
  readonly bill?: Bill;
}

/** What can be asked again without cost is asked this often. */
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const POLL_MS = { first: 2000, least: 2000, most: 5000 };
/** After this long without an end the page stops asking; the run can still be fetched. */
const PATIENCE_MS = 15 * 60_000;
const PROGRESS_MS = 1000;
/** After a cancel, a service that queues has so long to name the run. */
const NAMING_MS = 8000;

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
  const call = backend.create(account, ready);
  throwIfCancelled(run.signal);
  await run.onSend?.();
  run.onProgress({ at: 'sent' });
  const watch = new AbortController();
  const watching = watchProgress(run, watch.signal);
  try {
    const state = readCreated(run, await sendOnce(run, call), ready);
    if (state.state === 'waiting') await run.onTicket(state.ticket);
    return await finish(run, state);
  } finally {
    watch.abort();
    await watching;
  }
}

/**
 * Goes on waiting for a run that was started before.
 *
 * @throws ArmatureError as `startRun` does
 */
export async function fetchAgain(run: RemoteRun, ticket: Ticket): Promise<RemoteResult> {
  return finish(run, { state: 'waiting', ticket });
}

/**
 * Fetches the pictures of a run that lie at addresses.
 *
 * @throws ArmatureError as `startRun` does
 */
export async function fetchPictures(run: RemoteRun, pictures: Pictures): Promise<RemoteResult['files']> {
  run.onProgress({ at: 'fetching' });
  const [head, ...others] = pictures;
  const files: [Uint8Array, ...Uint8Array[]] = [await fileOf(run, head)];
  for (const picture of others) files.push(await fileOf(run, picture));
  return files;
}

function readCreated(run: RemoteRun, answer: HttpAnswer, order: RemoteOrder): RunState {
  try {
    return run.backend.readCreated(answer, order);
  } catch (error) {
    if (run.backend.kind === 'own' || wasRefused(answer)) run.onVoid?.();
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

/** Sends the call that may cost. Only a refusal for too many requests, which bills nothing, is followed by another try. */
async function sendOnce(run: RemoteRun, call: HttpCall): Promise<HttpAnswer> {
  const { ports, signal, backend } = run;
  const ended = backend.poll ? patient(run) : signal;
  for (let attempt = 1; ; attempt++) {
    let answer: HttpAnswer;
    try {
      answer = await ports.send(call, ended);
    } catch (error) {
      throw backend.kind === 'paid' ? unanswered(backend, failureFrom(error)) : error;
    }
    if (answer.status !== 429 || attempt === ATTEMPTS) return answer;
    await ports.sleep(pauseAfter(answer, attempt), signal);
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

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });
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

/** Sends a call that costs nothing until it is answered: broken connections and failures of the server pass. */
async function sendPatiently(run: RemoteRun, call: HttpCall): Promise<HttpAnswer> {
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

/** As long as the server asks, else twice as long each time. */
function pauseAfter(answer: HttpAnswer | undefined, attempt: number): number {
  const asked = Number(answer?.headers['retry-after'] ?? Number.NaN) * 1000;
  const own = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return Math.min(Number.isFinite(asked) && asked > 0 ? asked : own, LONGEST_PAUSE_MS);
}

async function finish(run: RemoteRun, first: RunState): Promise<RemoteResult> {
  const { backend, account, ports, signal } = run;
  const deadline = ports.now() + PATIENCE_MS;
  let state = first;
  let pause = POLL_MS.first;
  while (state.state === 'waiting') {
    const { ticket, etaMs } = state;
    if (!backend.poll) throw new ArmatureError(noPolls(backend));
    if (ports.now() > deadline) throw stillWaiting(backend);
    run.onProgress({ at: 'waiting', ...(etaMs !== undefined && { etaMs }) });
    await ports.sleep(state === first ? Math.max(etaMs ?? 0, pause) : pause, signal);
    pause = Math.min(pause * 1.25, POLL_MS.most);
    state = readPolled(run, await sendPatiently(run, backend.poll(account, ticket)), ticket);
  }
  if (state.pictures.every(({ kind }) => kind === 'link')) await run.onLinks?.(state.pictures);
  const files = await fetchPictures(run, state.pictures);
  const { seed, bill } = state;
  return { files, ...(seed !== undefined && { seed }), ...(bill && { bill }) };
}

/** A failed run on the person's own machine is over; a paid one may have been billed all the same. */
function readPolled(run: RemoteRun, answer: HttpAnswer, ticket: Ticket): RunState {
  const { backend, account } = run;
  if (!backend.readPolled) throw new ArmatureError(noPolls(backend));
  try {
    return backend.readPolled(answer, ticket, account);
  } catch (error) {
    if (backend.kind === 'own' && answer.status < 500) run.onVoid?.();
    throw error;
  }
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

async function fileOf(run: RemoteRun, picture: RemotePicture): Promise<Uint8Array> {
  if (picture.kind === 'bytes') return picture.bytes;
  if (picture.kind === 'base64') return fromBase64(picture.data, run.backend.label);
  let last: unknown;
  for (const url of picture.urls) {
    try {
      return fileIn(await sendPatiently(run, { method: 'GET', url, headers: {} }), run.backend.label);
    } catch (error) {
      if (failureFrom(error).code === 'cancelled') throw error;
      last = error;
    }
  }
  throw unfetched(run.backend, picture.urls[0], failureFrom(last));
}

/** A link may lead to a picture, or to a text with the picture in base64. */
function fileIn(answer: HttpAnswer, label: string): Uint8Array {
  if (answer.status !== 200) throw answerError(label, answer);
  if (mediaOf(answer).startsWith('image/')) return answer.body;
  if (mediaOf(answer) === 'other') return fromBase64(textOf(answer).trim(), label);
  throw answerError(label, answer);
}

function fromBase64(data: string, label: string): Uint8Array {
  try {
    return bytesFromBase64(data);
  } catch {
    throw new ArmatureError({
      code: 'remote-failed',
      message: `${label} sent a picture that is cut off or no base64.`,
      next: 'Try again later, or choose another back end.',
    });
  }
}

function unfetched({ label }: RemoteBackend, url: string, { message }: Failure): ArmatureError {
  return new ArmatureError({
    code: 'network',
    message: `${label} has drawn the picture, but it cannot be fetched from ${new URL(url).host}.`,
    next: `Open it in a new tab, or press "Fetch again": ${url}`,
    detail: message,
  });
}

/** Asks beside the run how far it is. A back end that cannot tell, or does not answer, is not asked. */
async function watchProgress(run: RemoteRun, over: AbortSignal): Promise<void> {
  const { backend, account, ports } = run;
  if (!backend.progress || !backend.readProgress) return;
  try {
    for (;;) {
      await ports.sleep(PROGRESS_MS, over);
      const known = backend.readProgress(await ports.send(backend.progress(account), over));
      run.onProgress({ at: 'drawing', ...known });
    }
  } catch {
    // The run itself tells what went wrong.
  }
}
