/*
 * Sends a request to a back end and brings its pictures onto the page. The run is written down and its price taken from the
 * budget before the call that costs; whatever breaks after that leaves the run listed, to be fetched again or dropped.
 */
import { type Account, obstacleOf, OVER_BUDGET, type RemoteBackend } from '../../../core/remote/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import type { Task } from '../../actions/job-runner.ts';
import type { RemoteSetup } from '../../state/local-setup.ts';
import type { RemoteStore } from '../../state/remote.ts';
import { say } from '../../words/say.ts';
import { accountOf, dayOf, paidByPerson, relayOf, remoteWith, standingIn } from '../back-ends/accounts.ts';
import { callableOf } from '../back-ends/callable.ts';
import { balanceAfter } from '../back-ends/balance.ts';
import type { KeyVault } from '../keys/key-vault.ts';
import { type ChargeDependencies, refund, settle, take } from './charge.ts';
import { goneElsewhere, inOtherTab, keyMissing, notReady, onceSent, whileKept } from './obstacles.ts';
import { orderOf } from './order-of.ts';
import { keepOpen, land, type LandingDependencies } from './landing.ts';
import { progressTo } from './progress.ts';
import type { RemotePorts, RemoteRun } from './run.ts';
import type { RunLock } from './locks.ts';
import { pageUrlsOf, relayedEnd } from '../back-ends/relay.ts';
import { fetchKept, startRun } from './run-remote.ts';
import { forgetRun, listRun } from './run-list.ts';
import type { RunNotes } from './run-notes.ts';
import { type KeptRun, openRunOf } from './run-shelf.ts';
import { throwIfCancelled } from './sending.ts';
import { stopRun } from './stop-run.ts';
import { guarded } from '../calls/transport.ts';
import { serviceName } from '../words.ts';

/** What sending needs. */
export interface DispatchDependencies extends LandingDependencies, ChargeDependencies {
  readonly shelf: RunNotes;
  readonly vault: KeyVault;
  readonly lock: RunLock;
  readonly ports: RemotePorts;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  readonly newId: () => string;
  /** Asks anew what the relay has left. */
  readonly refreshRelay: () => void;
}

/** Sends and fetches runs. Both throw ArmatureErrors in the words of the service. */
export interface Dispatch {
  /** Sends a request once and shows its pictures. What is set for the back end counts unless a setup is given. */
  draw(request: SeededRequest, backendId: string, task: Task, setup?: RemoteSetup): Promise<void>;
  /** Fetches the pictures of a run that was sent before, and shows them. */
  fetchAgain(runId: string, task: Task): Promise<void>;
}

/** Makes the dispatch. */
export function createDispatch(dependencies: DispatchDependencies): Dispatch {
  const { lock } = dependencies;
  return {
    async draw(request, backendId, task, setup) {
      const set = dependencies.remote.getState();
      const state = setup ? remoteWith(set, backendId, setup) : set;
      const { now, newId } = dependencies;
      const standing = standingIn(state, backendId, request, dayOf(new Date(now())));
      const obstacle = obstacleOf(standing);
      const relayed = relayOf(state, backendId) !== undefined;
      if (obstacle) {
        throw notReady(obstacle, standing.overBudget ? (relayed ? 'site' : 'person') : 'none');
      }
      const account = accountOf(state, dependencies.vault, backendId);
      const run: KeptRun = {
        id: newId(),
        backendId,
        sentAt: now(),
        request,
        ...(account.address !== undefined && { address: account.address }),
        ...(account.checkpoint !== undefined && { checkpoint: account.checkpoint }),
        relayed,
        dollars: paidByPerson(state, standing),
      };
      try {
        await lock(run.id, () =>
          send(dependencies, run, { account, enhancePrompt: state.enhancePrompt }, task),
        );
      } finally {
        // A refusal tells as well that what was known of the site's budget is out of date.
        if (relayed) dependencies.refreshRelay();
      }
    },
    async fetchAgain(runId, task) {
      const outcome = await lock(runId, () => fetchListed(dependencies, runId, task));
      if (outcome === 'elsewhere') throw inOtherTab();
    },
  };
}

async function send(
  dependencies: DispatchDependencies,
  first: KeptRun,
  { account, enhancePrompt }: { readonly account: Account; readonly enhancePrompt: boolean },
  task: Task,
): Promise<void> {
  const { remote, shelf, vault, ports, inTurn } = dependencies;
  const backend = callableOf(first.backendId);
  let kept = first;
  const course = { sent: false, void: false, stopped: false };
  const note = async (change: Partial<KeptRun>): Promise<void> => {
    kept = { ...kept, ...change };
    // A run that is at work goes on; it is then known as long as the page is open.
    await shelf.put(kept).catch(() => {
      if (backend.kind === 'paid') dependencies.job.setState({ note: keepOpen() });
    });
  };
  const run: RemoteRun = {
    ...runOf(dependencies, kept, account, task),
    async onSend() {
      const writing = shelf.put(kept);
      // What costs is not sent without a note of it; what is free is.
      await (backend.kind === 'paid' ? writing : writing.catch(() => undefined));
      await inTurn(() => {
        throwIfCancelled(task.signal);
        if (!take(remote, kept)) throw notReady(words`${backend.label}: ${OVER_BUDGET}`, 'person');
        course.sent = true;
      });
      dependencies.job.setState({ note: '' });
    },
    onTicket: (ticket) => note({ ticket }),
    onLinks: (links) => note({ links }),
    onVoid: () => void (course.void = true),
  };
  const stop = (): void => {
    // Before that there is nothing of ours to stop.
    if (!course.sent) return;
    course.stopped = kept.ticket !== undefined;
    void stopRun(run, kept.id, kept.ticket).then((told) => {
      if (!told) dependencies.job.setState({ note: notStopped(backend) });
    });
  };
  task.signal.addEventListener('abort', stop, { once: true });
  try {
    const order = await orderOf(backend, kept.request, {
      ...{ enhancePrompt, safetyChecker: isFiltered(remote), runId: kept.id },
    });
    const result = await startRun(run, order);
    kept = await settle(dependencies, kept, result.bill);
    await land(dependencies, kept, result);
    void balanceAfter({ remote, vault, send: ports.send }, kept.backendId, result.bill?.left);
  } catch (error) {
    const cancelled = failureFrom(error).code === 'cancelled';
    // A service that queues may have named the run after it was first told to stop.
    if (cancelled && backend.poll && !course.stopped) stop();
    if (course.void && course.sent) await refund(dependencies, kept);
    const over = course.void || !course.sent || (backend.kind === 'own' && (cancelled || !kept.ticket));
    if (over) await forgetRun(remote, shelf, kept.id);
    else keepListed(dependencies, kept, cancelled);
    if (over || cancelled) throw error;
    throw openRunOf(kept).fetchable ? whileKept(error) : onceSent(error, backend, kept.relayed);
  } finally {
    task.signal.removeEventListener('abort', stop);
  }
}

async function fetchListed(dependencies: DispatchDependencies, runId: string, task: Task): Promise<void> {
  const { remote, vault, shelf } = dependencies;
  const kept = await shelf.one(runId);
  if (!kept) {
    await forgetRun(remote, shelf, runId);
    throw goneElsewhere();
  }
  const { relayed, address, backendId } = kept;
  const backend = callableOf(backendId);
  const { key } = accountOf(remote.getState(), vault, backendId);
  if (!relayed && backend.needs.includes('key') && key === undefined) throw keyMissing(backend);
  const account: Account = {
    ...(address !== undefined && { address }),
    ...(!relayed && key !== undefined && { key }),
  };
  const course = { void: false };
  const run: RemoteRun = {
    ...runOf(dependencies, kept, account, task),
    onTicket: () => undefined,
    onLinks: (links) => shelf.put({ ...kept, links }).catch(() => undefined),
    onVoid: () => void (course.void = true),
  };
  try {
    const result = await fetchKept(run, kept);
    await land(dependencies, await settle(dependencies, kept, result.bill), result);
    void balanceAfter({ remote, vault, send: run.ports.send }, backendId, result.bill?.left);
  } catch (error) {
    if (course.void) await forgetRun(remote, shelf, runId);
    const over = course.void || failureFrom(error).code === 'cancelled' || !openRunOf(kept).fetchable;
    throw over ? error : whileKept(error);
  }
}

/** The parts that a run has in common, whether it is sent or fetched. */
function runOf(
  { ports, job, decode, page }: DispatchDependencies,
  { id, backendId, relayed }: KeptRun,
  account: Account,
  task: Task,
): Omit<RemoteRun, 'onTicket'> {
  const backend = callableOf(backendId);
  const given = new AbortController();
  task.onGiveUp(() => given.abort());
  return {
    backend,
    account,
    ports: { ...ports, send: guarded(ports.send, account.key) },
    signal: task.signal,
    giveUp: given.signal,
    onProgress: progressTo(job, serviceName(backend), decode),
    ...(relayed && {
      callName: id,
      endTold: (trackId: string) => relayedEnd(page, trackId),
      reach: pageUrlsOf(page),
    }),
  };
}

/** Lists a run that may have been paid for, to be fetched again or dropped. */
function keepListed({ remote, job, shelf }: DispatchDependencies, kept: KeptRun, cancelled: boolean): void {
  const backend = callableOf(kept.backendId);
  listRun(remote, kept);
  if (cancelled && backend.kind === 'paid') {
    const fate = kept.relayed
      ? say`Cancelled here. ${serviceName(backend)} may draw the picture all the same.`
      : say`Cancelled here. ${serviceName(backend)} may draw and bill the picture all the same.`;
    job.setState({ note: shelf.isPassing(kept.id) ? `${fate} ${keepOpen()}` : fate });
  }
}

function notStopped({ label }: RemoteBackend): string {
  return say`${label} could not be told to stop, and may go on drawing. Stop it there.`;
}

/** The filter is as it is set when a picture is sent, whenever that was asked for. */
function isFiltered(remote: RemoteStore): boolean {
  const { safetyChecker, mustFilter } = remote.getState();
  return safetyChecker || mustFilter;
}
