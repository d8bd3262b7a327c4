/*
 * What a person can do with remote back ends, as far as it does not wait for a picture.
 */
import { leftBehindOf, type LocalDrawing } from '../../core/remote/index.ts';
import type { JobRunner } from '../actions/job-runner.ts';
import type { BackendSetup, RemoteState, RemoteStore } from '../state/remote.ts';
import { backendOf, dayOf, relayOf, serviceOf, setupOf, standingIn } from './back-ends/accounts.ts';
import type { Outlook, RemoteActions } from './actions.ts';
import type { BalanceDependencies } from './back-ends/balance.ts';
import { checkBackend } from './back-ends/check.ts';
import type { Dispatch } from './runs/dispatch.ts';
import type { RunLock } from './runs/locks.ts';
import { sendsOf } from './runs/order-of.ts';
import type { Placement } from './placing/placement.ts';
import { quoteFor } from './placing/quote.ts';
import { forgetRun } from './runs/run-list.ts';
import { openRunOf, type RunShelf } from './runs/run-shelf.ts';

/** What the actions need. */
export interface RemoteActionsDependencies extends BalanceDependencies {
  readonly shelf: RunShelf;
  readonly lock: RunLock;
  readonly runner: JobRunner;
  readonly dispatch: Dispatch;
  readonly placement: Placement;
  readonly drawHere: (request: Parameters<Dispatch['draw']>[0]) => Promise<void>;
  /** Asks this page's own server what it relays. */
  readonly findRelay: () => Promise<RemoteState['relay']>;
  readonly tabs: KeyTabs;
  /** What pictures are drawn with on this device. */
  readonly drawnWith: () => LocalDrawing;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The other tabs of this page, which may hold the same keys. */
export interface KeyTabs {
  /** Tells that the key of a service is forgotten, or all are. */
  tell(service: string | undefined): void;
  onTold(listener: (service: string | undefined) => void): void;
}

/** Makes the actions. */
export function createRemoteActions(dependencies: RemoteActionsDependencies): RemoteActions {
  const { remote, vault, shelf, runner, dispatch, placement, now } = dependencies;

  /** Tells the store what has become of the keys, though never the keys themselves. */
  function tellKeys(): void {
    const { order } = remote.getState();
    remote.setState({ keys: Object.fromEntries(order.map((id) => [id, vault.stateOf(serviceOf(id))])) });
  }

  dependencies.tabs.onTold((service) => {
    vault.letGo(service);
    tellKeys();
    forgetTold(remote, service);
  });

  function setUp(backendId: string, change: Partial<BackendSetup>): void {
    remote.setState((state) => ({
      setups: { ...state.setups, [backendId]: { ...setupOf(state, backendId), ...change } },
      // What was found at one address says nothing of another.
      ...('address' in change && { checkups: without(state.checkups, backendId) }),
    }));
  }

  return {
    async restore() {
      const keys = vault.restore().then(tellKeys);
      const runs = listRuns(dependencies);
      remote.setState({ relay: await dependencies.findRelay() });
      await Promise.all([keys, runs]);
    },
    outlook: (backendId, request) => outlookOf(dependencies, backendId, request),
    quote(requests) {
      const state = remote.getState();
      return state.policy === 'remote' ? quoteFor(state, requests, dayOf(new Date(now()))) : undefined;
    },
    setUp,
    async setKey(backendId, key, keeping) {
      const service = serviceOf(backendId);
      try {
        await (key.trim() === '' ? vault.forget(service) : vault.set(service, key.trim(), keeping));
      } finally {
        tellKeys();
        forgetTold(remote, service);
      }
    },
    async unlock(passphrase) {
      const opened = await vault.unlock(passphrase);
      tellKeys();
      return opened;
    },
    async forgetKeys(backendId) {
      const service = backendId === undefined ? undefined : serviceOf(backendId);
      dependencies.tabs.tell(service);
      try {
        await vault.forget(service);
      } finally {
        tellKeys();
        forgetTold(remote, service);
      }
    },
    check: (backendId) => checkBackend(dependencies, backendId),
    move: (backendId, by) =>
      remote.setState(({ order }) => ({ order: moved(order, order.indexOf(backendId), by) })),
    async fetchAgain(runId) {
      await runner.run((task) => dispatch.fetchAgain(runId, task));
    },
    dropRun: (runId) => forgetRun(remote, shelf, runId),
    answerOffer(answer) {
      const { offer } = remote.getState();
      remote.setState({ offer: undefined });
      if (!offer || answer.kind === 'no') return;
      if (answer.kind === 'local') {
        placement.stayHere(offer.reason);
        void dependencies.drawHere(offer.request);
        return;
      }
      const { backendId, always } = answer;
      setUp(backendId, { enabled: true });
      if (always) {
        const others = remote.getState().order.filter((id) => id !== backendId);
        remote.setState({ policy: 'local-first', order: [backendId, ...others] });
      }
      void runner.run((task) => dispatch.draw(offer.request, backendId, task));
    },
  };
}

function outlookOf(
  { remote, drawnWith, now }: RemoteActionsDependencies,
  backendId: string,
  request: Parameters<RemoteActions['outlook']>[1],
): Outlook {
  const state = remote.getState();
  const standing = standingIn(state, backendId, request, dayOf(new Date(now())));
  return {
    ...standing,
    misfits: [...standing.misfits, ...leftBehindOf(drawnWith())],
    relayed: relayOf(state, backendId) !== undefined,
    sends: sendsOf(backendOf(backendId), request),
  };
}

/** Lists the runs that an earlier page or a tab that has gone has left; one at work in another tab is that tab's. */
async function listRuns({ remote, shelf, lock }: RemoteActionsDependencies): Promise<void> {
  // Earlier runs may have been sent without the filter. They stay noted, for a frame that asks for none.
  if (remote.getState().mustFilter) return;
  // A browser that keeps nothing has kept no runs.
  const kept = await shelf.all().catch(() => []);
  const unread = await shelf.unreadable().catch(() => []);
  const free = await Promise.all(kept.map((run) => lock(run.id, () => Promise.resolve(openRunOf(run)))));
  const freeUnread = await Promise.all(unread.map((id) => lock(id, () => Promise.resolve({ id }))));
  remote.setState({
    openRuns: free.filter((run) => run !== 'elsewhere').toSorted((a, b) => b.sentAt - a.sentAt),
    unreadableRuns: freeUnread.filter((run) => run !== 'elsewhere').map(({ id }) => id),
  });
}

function without<Told>(told: Readonly<Record<string, Told>>, id: string): Record<string, Told> {
  return Object.fromEntries(Object.entries(told).filter(([name]) => name !== id));
}

/** What a service told under another key is no longer true. */
function forgetTold(remote: RemoteStore, service: string | undefined): void {
  const others = <Told>(told: Readonly<Record<string, Told>>): Record<string, Told> =>
    Object.fromEntries(
      Object.entries(told).filter(([id]) => service !== undefined && serviceOf(id) !== service),
    );
  remote.setState(({ checkups, balances }) => ({ checkups: others(checkups), balances: others(balances) }));
}

function moved(order: readonly string[], from: number, by: -1 | 1): readonly string[] {
  const [one, other] = [order[from], order[from + by]];
  if (one === undefined || other === undefined) return order;
  return order.map((id, i) => (i === from ? other : i === from + by ? one : id));
}
