/*
 * What a person can do with remote back ends.
 */
import type { Standing } from '../../core/remote/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import type { BackendSetup } from '../state/remote.ts';
import type { KeyKeeping } from './keys/key-vault.ts';
import type { Quote } from './placing/quote.ts';

/** What the person answers to an offer. */
export type OfferAnswer =
  | { readonly kind: 'send'; readonly backendId: string; readonly always: boolean }
  /** Draw here, however slowly. */
  | { readonly kind: 'local' }
  | { readonly kind: 'no' };

/** What a call will be like, told before it is sent. */
export interface Outlook extends Omit<Standing, 'backend'> {
  /** Does it go through this page's own server, whose owner pays? */
  readonly relayed: boolean;
  /** Plain words for what leaves the page, such as "the prompt", "the skeleton as a picture". */
  readonly sends: readonly string[];
}

/** The actions of remote back ends. */
export interface RemoteActions {
  /** Finds keys and open runs that were kept, and what this page's own server relays. */
  restore(): Promise<void>;
  /** Looks anew for keys and runs that could not be looked for. */
  reread(): Promise<void>;
  /** What sending this request there would mean. */
  outlook(backendId: string, request: SeededRequest): Outlook;
  /** A request as it is sent; as it is where pictures are not sent away first. */
  sent(request: SeededRequest): SeededRequest;
  /** What a row of pictures would cost; undefined where they are not sent away first. */
  quote(requests: readonly SeededRequest[]): Quote | undefined;
  setUp(backendId: string, change: Partial<BackendSetup>): void;
  /** @throws ArmatureError `storage` where it cannot be kept; it then holds for the tab. */
  setKey(backendId: string, key: string, keeping: KeyKeeping): Promise<void>;
  /** Opens the keys that a passphrase keeps. False when it is another passphrase. */
  unlock(passphrase: string): Promise<boolean>;
  /** Forgets the key of one back end, or all of them, wherever they are. */
  forgetKeys(backendId?: string): Promise<void>;
  /** Asks whether the back end can be reached, what it has installed or what is left of the money. Costs nothing. */
  check(backendId: string): Promise<void>;
  /** Moves a back end up or down in the order. */
  move(backendId: string, by: -1 | 1): void;
  /** Asks for the pictures of a run that was sent before. Nothing is paid twice. */
  fetchAgain(runId: string): Promise<void>;
  /** Gives a run up. */
  dropRun(runId: string): Promise<void>;
  answerOffer(answer: OfferAnswer): void;
}
