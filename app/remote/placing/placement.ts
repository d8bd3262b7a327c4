/*
 * The person's policy at work: where a picture is drawn, before anything is sent and after it could not be drawn here.
 *
 * Pictures of which many are made in a row, as in a comparison, are not asked about one by one. They go to a paid back end
 * only where the person has chosen to draw elsewhere always, and has agreed to the price of the row.
 */
import {
  isOneWordAway,
  isReady,
  type BackendFacts,
  type LocalDrawing,
  sentAway,
  type Standing,
} from '../../../core/remote/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError, type FailureCode } from '../../../core/result/index.ts';
import { words, type Words } from '../../../core/words/index.ts';
import type { Elsewhere, Place } from '../../actions/generate.ts';
import type { Allowance } from '../../actions/generating/allowance.ts';
import type { RemoteStore } from '../../state/remote.ts';
import { messageSaid } from '../../words/failed.ts';
import { dayOf, obstaclesIn, paidByPerson, relayOf, standingIn, standingsIn } from '../back-ends/accounts.ts';

/** What another machine may not fail at. */
const OF_THIS_DEVICE: readonly FailureCode[] = [
  'unsupported-backend',
  'adapter-lost',
  'out-of-memory',
  'session-failed',
  'worker-died',
];

/** Decides where pictures are drawn. */
export interface Placement extends Omit<Elsewhere, 'draw' | 'known'> {
  /** The person has chosen to draw here in spite of what was told; it is not asked again until the page is reloaded. */
  stayHere(reason: string): void;
}

/**
 * Makes the decisions.
 *
 * @param drawnWith - what pictures are drawn with on this device
 * @param now - milliseconds since 1970
 */
export function createPlacement(
  remote: RemoteStore,
  drawnWith: () => LocalDrawing,
  now: () => number,
): Placement {
  const settled = new Set<string>();
  const standings = (request: SeededRequest): Standing[] =>
    standingsIn(remote.getState(), sentAway(request, drawnWith()), dayOf(new Date(now())));

  /** Those that the person may be asked about: ready, or relayed by this site and not switched on yet. */
  function offerable(request: SeededRequest): string[] {
    const state = remote.getState();
    return standings(request)
      .filter(
        (standing) => isReady(standing) || (relayOf(state, standing.backend.id) && isOneWordAway(standing)),
      )
      .map(({ backend }) => backend.id);
  }

  function next(request: SeededRequest, inRow: boolean): string | undefined {
    const allowed = standings(request).filter(({ backend }) => !inRow || backend.kind === 'own');
    return allowed.find(isReady)?.backend.id;
  }

  /** Where everything is sent away. */
  function away(request: SeededRequest, row: Allowance | undefined): Place {
    const state = remote.getState();
    const all = standings(request);
    const ready = all.find(isReady);
    if (!ready) throw nobodyReady(obstaclesIn(state, all));
    const { backend } = ready;
    if (row?.take(paidByPerson(state, ready)) === false) throw notAgreed(backend);
    return { at: 'remote', backendId: backend.id };
  }

  function offer(request: SeededRequest, reason: string, localPossible: boolean, backendIds: string[]): void {
    remote.setState({ offer: { request, reason, localPossible, backendIds } });
  }

  return {
    comesFirst: () => remote.getState().policy === 'remote',
    stayHere: (reason) => void settled.add(reason),
    placeFor(request, hindrance, row) {
      remote.setState({ offer: undefined });
      const { policy } = remote.getState();
      if (policy === 'remote') return away(request, row);
      if (hindrance === undefined || settled.has(hindrance)) return { at: 'here' };
      if (policy === 'local-first') {
        const backendId = next(request, row !== undefined);
        return backendId === undefined ? { at: 'here' } : { at: 'remote', backendId };
      }
      const ids = row ? [] : offerable(request);
      if (ids.length === 0) return { at: 'here' };
      offer(request, hindrance, true, ids);
      return { at: 'offered' };
    },
    placeAt(backendId, request, row) {
      const state = remote.getState();
      const standing = standingIn(state, backendId, request, dayOf(new Date(now())));
      if (!row.take(paidByPerson(state, standing))) throw notAgreed(standing.backend);
      return { at: 'remote', backendId };
    },
    placeAfter(request, failure, row) {
      if (!OF_THIS_DEVICE.includes(failure.code)) return undefined;
      const { policy } = remote.getState();
      if (policy === 'local-first') return next(request, row !== undefined);
      if (!row) offer(request, messageSaid(failure), false, offerable(request));
      return undefined;
    },
  };
}

function notAgreed({ label }: BackendFacts): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`Nothing was sent: a picture of ${label} costs more than what was agreed on for it.`,
    next: words`Start it again, and look at the price before you do.`,
  });
}

function nobodyReady(obstacles: readonly Words[]): ArmatureError {
  const next =
    obstacles.length === 0
      ? words`Set one up under "Back ends", or choose to draw on this device.`
      : words`${obstacles.reduce((list, obstacle) => words`${list} ${obstacle}`)} Or choose to draw on this device.`;
  return new ArmatureError({
    code: 'bad-request',
    message: words`Pictures are to be sent to a back end, and none is ready for this one.`,
    next,
  });
}
