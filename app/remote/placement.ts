/*
 * The person's policy at work: where a picture is drawn, before anything is sent and after it could not be drawn here.
 *
 * Pictures of which many are made in a row, as in a comparison, are not asked about one by one, and go to a paid back end
 * only where the person has chosen to draw elsewhere always.
 */
import { isOneWordAway, isReady, obstacleOf, type Standing } from '../../core/remote/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import { ArmatureError, type FailureCode } from '../../core/result/index.ts';
import type { Elsewhere } from '../actions/generate.ts';
import type { RemoteStore } from '../state/remote.ts';
import { dayOf, relayOf, setupOf, standingsIn } from './accounts.ts';

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
 * @param now - milliseconds since 1970
 */
export function createPlacement(remote: RemoteStore, now: () => number): Placement {
  const settled = new Set<string>();
  const standings = (request: SeededRequest): Standing[] =>
    standingsIn(remote.getState(), request, dayOf(new Date(now())));

  /** Those that the person may be asked about: ready, or relayed by this site and not switched on yet. */
  function offerable(request: SeededRequest): string[] {
    const state = remote.getState();
    return standings(request)
      .filter(
        (standing) => isReady(standing) || (relayOf(state, standing.backend.id) && isOneWordAway(standing)),
      )
      .map(({ backend }) => backend.id);
  }

  function next(request: SeededRequest, attended: boolean): string | undefined {
    const allowed = standings(request).filter(({ backend }) => attended || backend.kind === 'own');
    return allowed.find(isReady)?.backend.id;
  }

  function offer(request: SeededRequest, reason: string, localPossible: boolean, backendIds: string[]): void {
    remote.setState({ offer: { request, reason, localPossible, backendIds } });
  }

  return {
    comesFirst: () => remote.getState().policy === 'remote',
    stayHere: (reason) => void settled.add(reason),
    placeFor(request, hindrance, attended) {
      remote.setState({ offer: undefined });
      const { policy, setups } = remote.getState();
      if (policy === 'remote') {
        const all = standings(request);
        const ready = all.find(isReady);
        if (ready) return { at: 'remote', backendId: ready.backend.id };
        throw nobodyReady(all.filter(({ backend }) => setupOf({ setups }, backend.id).enabled));
      }
      if (hindrance === undefined || settled.has(hindrance)) return { at: 'here' };
      if (policy === 'local-first') {
        const backendId = next(request, attended);
        return backendId === undefined ? { at: 'here' } : { at: 'remote', backendId };
      }
      const ids = attended ? offerable(request) : [];
      if (ids.length === 0) return { at: 'here' };
      offer(request, hindrance, true, ids);
      return { at: 'offered' };
    },
    placeAfter(request, failure, attended) {
      if (!OF_THIS_DEVICE.includes(failure.code)) return undefined;
      const { policy } = remote.getState();
      if (policy === 'local-first') return next(request, attended);
      if (attended) offer(request, failure.message, false, offerable(request));
      return undefined;
    },
  };
}

function nobodyReady(enabled: readonly Standing[]): ArmatureError {
  const next =
    enabled.length === 0
      ? 'Set one up under "Back ends", or choose to draw on this device.'
      : `${enabled.map(obstacleOf).join(' ')} Or choose to draw on this device.`;
  return new ArmatureError({
    code: 'bad-request',
    message: 'Pictures are to be sent to a back end, and none is ready for this one.',
    next,
  });
}
