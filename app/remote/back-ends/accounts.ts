/*
 * How each back end is reached and whether it is ready, from the choices, the keys and the relay together.
 */
import {
  type Account,
  BACKEND_FACTS,
  type BackendFacts,
  type Equipment,
  isAffordable,
  obstacleOf,
  type Standing,
  standingOf,
} from '../../../core/remote/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { invariant } from '../../../core/result/index.ts';
import { type Words } from '../../../core/words/index.ts';
import type { RemoteSetup } from '../../state/local-setup.ts';
import { allowedIds, type BackendSetup, type Relay, type RemoteState } from '../../state/remote.ts';
import type { KeyVault } from '../keys/key-vault.ts';

/** What the back end of an id is. */
export function backendOf(id: string): BackendFacts {
  const found = BACKEND_FACTS.find((backend) => backend.id === id);
  invariant(found, `There is no back end ${id}.`);
  return found;
}

/** A back end as far as it is known: with the samplers that its server has, where it has been asked. */
export function knownBackend({ checkups }: Pick<RemoteState, 'checkups'>, id: string): BackendFacts {
  const backend = backendOf(id);
  const checkup = checkups[id];
  const found = checkup?.state === 'fine' ? checkup.samplers : undefined;
  const samplers = backend.abilities.samplers?.filter((name) => found?.includes(name));
  // A list of which we know nothing is of another kind than we thought.
  if (samplers === undefined || samplers.length === 0) return backend;
  return { ...backend, abilities: { ...backend.abilities, samplers } };
}

/** Back ends of one service share its key; its name stands before the dash. */
export function serviceOf(backendId: string): string {
  return backendId.split('-', 1)[0] ?? backendId;
}

const NOT_SET_UP: BackendSetup = { enabled: false };

/** How a back end is set up. */
export function setupOf({ setups }: Pick<RemoteState, 'setups'>, backendId: string): BackendSetup {
  return setups[backendId] ?? NOT_SET_UP;
}

/** How the relay serves a back end; undefined where it does not, or the person has a key of their own. */
export function relayOf(
  state: Pick<RemoteState, 'relay' | 'keys'>,
  backendId: string,
): Relay['backends'][string] | undefined {
  const own = state.keys[backendId] ?? 'none';
  return own === 'none' ? state.relay?.backends[backendId] : undefined;
}

/** What a back end draws with as it is set now. */
export function remoteSetupOf(state: RemoteState, backendId: string): RemoteSetup {
  return { ...namesOf(setupOf(state, backendId)), enhancePrompt: state.enhancePrompt };
}

/** The state as if that were what is set for a back end. */
export function remoteWith(state: RemoteState, backendId: string, setup: RemoteSetup): RemoteState {
  const { enabled, address } = setupOf(state, backendId);
  const then = { enabled, ...(address !== undefined && { address }), ...namesOf(setup) };
  return {
    ...state,
    setups: { ...state.setups, [backendId]: then },
    enhancePrompt: setup.enhancePrompt,
  };
}

/** What is chosen of a server's own files. */
function namesOf({
  checkpoint,
  controlNet,
}: Pick<BackendSetup, 'checkpoint' | 'controlNet'>): Pick<Account, 'checkpoint' | 'controlNet'> {
  return {
    ...(checkpoint !== undefined && checkpoint !== '' && { checkpoint }),
    ...(controlNet !== undefined && controlNet !== '' && { controlNet }),
  };
}

/** How a back end is reached now. */
export function accountOf(state: RemoteState, vault: KeyVault, backendId: string): Account {
  const setup = setupOf(state, backendId);
  const { address } = setup;
  const names = namesOf(setup);
  const relayed = relayOf(state, backendId);
  if (relayed) return { ...names, address: relayed.address };
  const key = vault.keyOf(serviceOf(backendId));
  return {
    ...names,
    ...(key !== undefined && { key }),
    ...(address !== undefined && address !== '' && { address }),
  };
}

/**
 * How a back end stands for a request.
 *
 * @param today - `YYYY-MM-DD`
 */
export function standingIn(
  state: RemoteState,
  backendId: string,
  request: SeededRequest,
  today: string,
): Standing {
  const relayed = relayOf(state, backendId);
  const backend = knownBackend(state, backendId);
  const given = equipmentOf(state, backendId);
  const priced = relayed ? { ...backend, price: { dollars: relayed.dollars } } : backend;
  const fits = (dollars: number): boolean =>
    relayed
      ? dollars <= (state.relay?.dollarsLeft ?? 0)
      : isAffordable(state.spent, today, dollars, state.dollarsPerDay);
  return standingOf(priced, given, request, fits, state);
}

/** What the person pays for a request, in US dollars: nothing where the site pays. */
export function paidByPerson(
  state: Pick<RemoteState, 'relay' | 'keys'>,
  { backend, dollars }: Pick<Standing, 'backend' | 'dollars'>,
): number {
  return relayOf(state, backend.id) ? 0 : dollars;
}

/** What is in the way of the back ends that are switched on, a sentence or more for each. */
export function obstaclesIn(state: Pick<RemoteState, 'setups'>, standings: readonly Standing[]): Words[] {
  const enabled = standings.filter(({ backend }) => setupOf(state, backend.id).enabled);
  return enabled.flatMap((standing) => obstacleOf(standing) ?? []);
}

/** What the person has given for a back end. */
export function equipmentOf(state: RemoteState, backendId: string): Equipment {
  const { enabled, address, checkpoint, controlNet } = setupOf(state, backendId);
  const relayed = relayOf(state, backendId);
  return {
    enabled,
    relayed: relayed !== undefined,
    models: relayed?.models,
    key: keyIn(state, backendId),
    address: address === '' ? undefined : address,
    checkpoint,
    controlNet,
  };
}

function keyIn({ keys }: Pick<RemoteState, 'keys'>, backendId: string): Equipment['key'] {
  const state = keys[backendId] ?? 'none';
  return state === 'none' || state === 'locked' ? state : 'there';
}

/** How all back ends stand for a request, in the person's order. */
export function standingsIn(state: RemoteState, request: SeededRequest, today: string): Standing[] {
  return allowedIds(state).map((id) => standingIn(state, id, request, today));
}

/** A day of the person's calendar, `YYYY-MM-DD`. */
export function dayOf(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
