/*
 * What the page knows of remote back ends: how they are reached, in what order and when they are asked, what they cost, and
 * which runs are out there. No key is ever in this store.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Balance, type FallbackPolicy, BACKEND_FACTS, type Spent } from '../../core/remote/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import type { SamplerName } from '../../core/sampling/index.ts';
import type { Failure } from '../../core/result/index.ts';

export type { FallbackPolicy };

/** How the person set up one back end; absent names are the service's own. */
export interface BackendSetup {
  /** May requests be sent there? False until the person says so. */
  readonly enabled: boolean;
  readonly address?: string;
  readonly checkpoint?: string;
  readonly controlNet?: string;
}

/** What became of the key of a back end. */
export type KeyState =
  | 'none'
  /** Held until the tab is closed. */
  | 'tab'
  /** Kept on this device, encrypted with a key that leaves the browser by no way. */
  | 'device'
  /** Kept on this device, encrypted with a passphrase, which was given. */
  | 'unlocked'
  /** Kept on this device; the passphrase is needed first. */
  | 'locked';

/** What a back end told when it was last asked. */
export type Checkup =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | {
      readonly state: 'fine';
      readonly checkpoints?: readonly string[];
      readonly controlNets?: readonly string[];
      /** Those of ours that it has. */
      readonly samplers?: readonly SamplerName[];
    };

/** A run that was sent and whose pictures have not arrived; kept over a reload. */
export interface OpenRun {
  readonly id: string;
  readonly backendId: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly request: SeededRequest;
  /** Can its pictures be asked for? Without, nobody knows what became of the call. */
  readonly fetchable: boolean;
  /** Was it sent through this page's own server, whose owner pays? */
  readonly relayed: boolean;
}

/** Why the page offers to draw elsewhere. */
export interface Offer {
  readonly request: SeededRequest;
  /** One sentence: why it is not drawn here. */
  readonly reason: string;
  /** Could it be drawn here all the same, only slowly? */
  readonly localPossible: boolean;
  /** Back ends that are set up and take this request, in order. Empty where none is. */
  readonly backendIds: readonly string[];
}

/** How this page's own server reaches a back end. */
export interface RelayedBackend {
  readonly address: string;
  readonly dollars: number;
  /** Checkpoints that it pays for; absent where there is nothing to choose. */
  readonly models?: readonly string[];
}

/** What this page's own server asks services for, with keys of its own. */
export interface Relay {
  /** By id of the back end; the price is in US dollars a picture, and the site's to pay. */
  readonly backends: Readonly<Record<string, RelayedBackend>>;
  /** US dollars of all visitors together. */
  readonly dollarsPerDay: number;
  readonly dollarsLeft: number;
  /** When the budget is renewed, in ms since 1970. */
  readonly renewsAt: number;
}

/** The state of remote work. */
export interface RemoteState {
  readonly policy: FallbackPolicy;
  /** Ids of all back ends; the first that is ready is asked first. */
  readonly order: readonly string[];
  readonly setups: Readonly<Record<string, BackendSetup>>;
  readonly keys: Readonly<Record<string, KeyState>>;
  readonly checkups: Readonly<Record<string, Checkup>>;
  /** What services told last of the person's money, by the name of the service. */
  readonly balances: Readonly<Record<string, Balance>>;
  /** Ids of those that may be used at all, where the page is embedded; undefined where all may. */
  readonly allowed: readonly string[] | undefined;
  /** US dollars a day; null for no limit. */
  readonly dollarsPerDay: number | null;
  /** What this page has spent on a day of the person's calendar, `YYYY-MM-DD`. */
  readonly spent: Spent;
  /** Passed on to services that can. */
  readonly enhancePrompt: boolean;
  readonly safetyChecker: boolean;
  /** Are services told to filter, whatever the person has set? */
  readonly mustFilter: boolean;
  /** Undefined where this page's server relays nothing, as on a static host. */
  readonly relay: Relay | undefined;
  readonly openRuns: readonly OpenRun[];
  /** Ids of runs that another version of the page has sent. They can be dismissed. */
  readonly unreadableRuns: readonly string[];
  /** Why keys or runs that may be kept could not be looked for. */
  readonly unopened: Readonly<Partial<Record<'keys' | 'runs', Failure>>>;
  readonly offer: Offer | undefined;
  readonly dialogOpen: boolean;
}

/** What of the state is kept over a reload, beside the keys and the runs, which are kept elsewhere. */
export type RemoteChoices = Pick<
  RemoteState,
  'policy' | 'order' | 'setups' | 'dollarsPerDay' | 'spent' | 'enhancePrompt' | 'safetyChecker'
>;

/** The store of remote work. */
export type RemoteStore = StoreApi<RemoteState>;

/** The back ends that may be used, in the person's order. */
export function allowedIds({ order, allowed }: Pick<RemoteState, 'order' | 'allowed'>): readonly string[] {
  return allowed ? order.filter((id) => allowed.includes(id)) : order;
}

/** Makes the store: nothing is set up, and nothing is sent unasked. */
export function createRemoteStore(known: Partial<RemoteChoices>): RemoteStore {
  return createStore<RemoteState>(() => ({
    policy: 'ask',
    order: BACKEND_FACTS.map(({ id }) => id),
    setups: {},
    keys: {},
    checkups: {},
    balances: {},
    allowed: undefined,
    dollarsPerDay: 1,
    spent: { day: '', dollars: 0 },
    enhancePrompt: false,
    safetyChecker: true,
    mustFilter: false,
    relay: undefined,
    openRuns: [],
    unreadableRuns: [],
    unopened: {},
    offer: undefined,
    dialogOpen: false,
    ...known,
  }));
}
