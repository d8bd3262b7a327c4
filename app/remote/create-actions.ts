/*
 * Remote back ends as far as the first view needs them: what the person chooses, and what a call would mean. All else is done
 * at the desk, whose code comes when it is needed.
 */
import { leftBehindOf, type LocalDrawing, sentAway } from '../../core/remote/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import type { JobRunner } from '../actions/job-runner.ts';
import type { BackendSetup, RemoteStore } from '../state/remote.ts';
import type { Outlook, RemoteActions } from './actions.ts';
import { backendOf, dayOf, relayOf, setupOf, standingIn } from './back-ends/accounts.ts';
import type { RemoteDesk } from './desk.ts';
import type { Placement } from './placing/placement.ts';
import { quoteFor } from './placing/quote.ts';
import { sendsOf } from './placing/sends.ts';

/** What the actions need. */
export interface RemoteActionsDependencies {
  readonly remote: RemoteStore;
  readonly runner: JobRunner;
  /** @throws ArmatureError `network` where its code cannot be fetched */
  readonly desk: () => Promise<RemoteDesk>;
  readonly placement: Placement;
  readonly drawHere: (request: SeededRequest) => Promise<void>;
  /** What pictures are drawn with on this device. */
  readonly drawnWith: () => LocalDrawing;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes the actions. */
export function createRemoteActions(dependencies: RemoteActionsDependencies): RemoteActions {
  const { remote, runner, desk, placement, drawnWith, now } = dependencies;

  function setUp(backendId: string, change: Partial<BackendSetup>): void {
    remote.setState((state) => ({
      setups: { ...state.setups, [backendId]: { ...setupOf(state, backendId), ...change } },
      // What was found at one address says nothing of another.
      ...('address' in change && { checkups: without(state.checkups, backendId) }),
    }));
  }

  function sent(request: SeededRequest): SeededRequest {
    return remote.getState().policy === 'remote' ? sentAway(request, drawnWith()) : request;
  }

  return {
    restore: async () => (await desk()).restore(),
    reread: async () => (await desk()).reread(),
    outlook: (backendId, request) => outlookOf(dependencies, backendId, request),
    quote(requests) {
      const state = remote.getState();
      if (state.policy !== 'remote') return undefined;
      return quoteFor(state, requests.map(sent), dayOf(new Date(now())));
    },
    sent,
    setUp,
    setKey: async (...given) => (await desk()).setKey(...given),
    unlock: async (passphrase) => (await desk()).unlock(passphrase),
    forgetKeys: async (backendId) => (await desk()).forgetKeys(backendId),
    async check(backendId) {
      try {
        await (await desk()).check(backendId);
      } catch (error) {
        const failed = { state: 'failed', failure: failureFrom(error) } as const;
        remote.setState(({ checkups }) => ({ checkups: { ...checkups, [backendId]: failed } }));
      }
    },
    move: (backendId, by) =>
      remote.setState(({ order }) => ({ order: moved(order, order.indexOf(backendId), by) })),
    async fetchAgain(runId) {
      await runner.run(async (task) => (await desk()).fetchAgain(runId, task));
    },
    dropRun: async (runId) => (await desk()).dropRun(runId),
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
      void runner.run(async (task) =>
        (await desk()).draw(sentAway(offer.request, drawnWith()), backendId, task),
      );
    },
  };
}

function outlookOf(
  { remote, drawnWith, now }: RemoteActionsDependencies,
  backendId: string,
  request: SeededRequest,
): Outlook {
  const state = remote.getState();
  const [drawing, today] = [drawnWith(), dayOf(new Date(now()))];
  const standing = standingIn(state, backendId, sentAway(request, drawing), today);
  return {
    ...standing,
    misfits: [...standing.misfits, ...leftBehindOf(request, drawing)],
    relayed: relayOf(state, backendId) !== undefined,
    sends: sendsOf(backendOf(backendId), request),
  };
}

function without<Told>(told: Readonly<Record<string, Told>>, id: string): Record<string, Told> {
  return Object.fromEntries(Object.entries(told).filter(([name]) => name !== id));
}

function moved(order: readonly string[], from: number, by: -1 | 1): readonly string[] {
  const [one, other] = [order[from], order[from + by]];
  if (one === undefined || other === undefined) return order;
  return order.map((id, i) => (i === from ? other : i === from + by ? one : id));
}
