/*
 * Whether back ends could draw now, as far as the person's set-up decides it.
 */
import { missingOf, policySentence, type BackendFacts } from '../../../core/remote/index.ts';
import { type Words } from '../../../core/words/index.ts';
import { allowedIds, type RemoteState } from '../../state/remote.ts';
import { say } from '../../words/say.ts';
import { equipmentOf, knownBackend } from './accounts.ts';

/** Whether a back end could draw now. */
interface Readiness {
  /** What has to be set up first, in sentences; it may be switched off all the same. */
  readonly missing: readonly Words[];
  /** Does this page's own server reach it for the person? */
  readonly relayed: boolean;
}

/** Tells what a back end still needs, beside being switched on. */
export function readinessOf(state: RemoteState, backend: BackendFacts): Readiness {
  const given = equipmentOf(state, backend.id);
  return { missing: missingOf(backend, { ...given, enabled: true }), relayed: given.relayed };
}

/** The back ends in the person's order. */
export function orderedBackends(state: Pick<RemoteState, 'order' | 'allowed' | 'checkups'>): BackendFacts[] {
  return allowedIds(state).map((id) => knownBackend(state, id));
}

/** What pressing Generate will do, in one sentence. */
export function sentenceFor(state: RemoteState): string {
  const ready = orderedBackends(state).flatMap((backend) => {
    const given = equipmentOf(state, backend.id);
    return missingOf(backend, given).length === 0 ? [{ ...backend, relayed: given.relayed }] : [];
  });
  return say(policySentence(state.policy, ready));
}
