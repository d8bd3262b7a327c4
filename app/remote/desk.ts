/*
 * What is done with keys, runs and services: fetched when the first of them is asked for.
 */
import { type Failure, failureFrom } from '../../core/result/index.ts';
import type { RemoteState, RemoteStore } from '../state/remote.ts';
import type { RemoteActions } from './actions.ts';
import { serviceOf } from './back-ends/accounts.ts';
import type { BalanceDependencies } from './back-ends/balance.ts';
import { checkBackend } from './back-ends/check.ts';
import type { Dispatch } from './runs/dispatch.ts';
import type { RunLock } from './runs/locks.ts';
import { forgetRun } from './runs/run-list.ts';
import { openRunOf, type RunShelf } from './runs/run-shelf.ts';

/** What the desk needs. */
export interface RemoteDeskDependencies extends BalanceDependencies {
  readonly shelf: RunShelf;
  readonly lock: RunLock;
  readonly dispatch: Dispatch;
  /** Asks this page's own server what it relays. */
  readonly findRelay: () => Promise<RemoteState['relay']>;
  readonly tabs: KeyTabs;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The other tabs of this page, which may hold the same keys. */
export interface KeyTabs {
  /** Tells that the key of a service is forgotten, or all are. */
  tell(service: string | undefined): void;
  onTold(listener: (service: string | undefined) => void): void;
}

/** Actions that look into what is kept, or ask a service. */
type AtDesk = Pick<
  RemoteActions,
  'restore' | 'reread' | 'setKey' | 'unlock' | 'forgetKeys' | 'check' | 'dropRun'
>;

/** What is done at the desk. */
export interface RemoteDesk extends Dispatch, AtDesk {
  /** Asks anew for what is left of the site's budget, where that has been renewed since. */
  renewRelay(): Promise<void>;
}

/** Makes the desk. */
export function createRemoteDesk(dependencies: RemoteDeskDependencies): RemoteDesk {
  const { remote, vault, shelf, dispatch, findRelay, now } = dependencies;

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

  /** Looks for keys and runs that are kept, and tells where it could not. */
  async function reread(): Promise<void> {
    const [keys, runs] = await Promise.all([whyNot(vault.restore()), whyNot(listRuns(dependencies))]);
    tellKeys();
    remote.setState({ unopened: { ...(keys && { keys }), ...(runs && { runs }) } });
  }

  return {
    ...dispatch,
    async restore() {
      const read = reread();
      remote.setState({ relay: await findRelay() });
      await read;
    },
    reread,
    async renewRelay() {
      const { relay } = remote.getState();
      if (relay && now() >= relay.renewsAt) remote.setState({ relay: (await findRelay()) ?? relay });
    },
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
    dropRun: (runId) => forgetRun(remote, shelf, runId),
  };
}

async function whyNot(work: Promise<void>): Promise<Failure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return failureFrom(error, 'storage');
  }
}

/**
 * Lists the runs that an earlier page or a tab that has gone has left beside those that are listed; one at work in another
 * tab is that tab's.
 */
async function listRuns({ remote, shelf, lock }: RemoteDeskDependencies): Promise<void> {
  // Earlier runs may have been sent without the filter. They stay noted, for a frame that asks for none.
  if (remote.getState().mustFilter) return;
  const kept = await shelf.all();
  const unread = await shelf.unreadable();
  const free = await Promise.all(kept.map((run) => lock(run.id, () => Promise.resolve(openRunOf(run)))));
  const freeUnread = await Promise.all(unread.map((id) => lock(id, () => Promise.resolve({ id }))));
  remote.setState(({ openRuns }) => {
    // This tab may be at work on one, or be the only one that knows of it.
    const listed = new Set(openRuns.map(({ id }) => id));
    const found = free.filter((run) => run !== 'elsewhere').filter(({ id }) => !listed.has(id));
    return {
      openRuns: [...openRuns, ...found].toSorted((a, b) => b.sentAt - a.sentAt),
      unreadableRuns: freeUnread.filter((run) => run !== 'elsewhere').map(({ id }) => id),
    };
  });
}

/** What a service told under another key is no longer true. */
function forgetTold(remote: RemoteStore, service: string | undefined): void {
  const others = <Told>(told: Readonly<Record<string, Told>>): Record<string, Told> =>
    Object.fromEntries(
      Object.entries(told).filter(([id]) => service !== undefined && serviceOf(id) !== service),
    );
  remote.setState(({ checkups, balances }) => ({ checkups: others(checkups), balances: others(balances) }));
}
