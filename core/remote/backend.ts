/*
 * What a remote back end is: facts of what it can do, and pure functions between requests, calls and answers.
 */
import type { CheckedRequest } from '../request/index.ts';
import type { SamplerName, SchedulerName } from '../sampling/index.ts';
import type { HttpAnswer, HttpCall } from './http.ts';

/** A range of whole or broken numbers, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** How far the pose counts. */
export type PoseUse =
  /** The skeleton is sent and steers the picture. */
  | 'steers'
  /** The service has no field for it. */
  | 'ignored';

/** How far weights in prompts are read, such as `(word:1.3)`, `[word]` and `BREAK`. */
export type Emphasis =
  | 'all'
  /** `(word:1.3)` alone. */
  | 'parentheses'
  /** The service does not say. */
  | 'unknown';

/** What a back end can do; a field that is absent is one that it does not have. */
export interface Abilities {
  readonly pose: PoseUse;
  /** Picture sides in px; absent where the service chooses the size. */
  readonly side?: Range & { readonly step: number };
  readonly steps: Range;
  readonly guidance: Range;
  readonly samples: Range;
  /** Absent where it cannot be chosen. */
  readonly samplers?: readonly SamplerName[];
  readonly schedulers?: readonly SchedulerName[];
  readonly emphasis: Emphasis;
  /** Does it refuse a request without words? */
  readonly needsPrompt: boolean;
  readonly negativePrompt: boolean;
  readonly seed: boolean;
  /** Has each picture of a run a seed of its own, one more than the one before? */
  readonly seedEach?: true;
  /** Can it start from a picture? */
  readonly init: boolean;
  /** Can it paint a part of a picture anew? */
  readonly mask: boolean;
  /** Is there a factor on the pose? */
  readonly controlStrength?: Range;
  /** Can the pose count for a part of the steps only? */
  readonly controlSpan: boolean;
  /** Can it weigh prompt against pose? */
  readonly controlMode: boolean;
  readonly clipSkip?: Range;
  readonly enhancePrompt: boolean;
  readonly safetyChecker: boolean;
}

/** What a picture costs. */
export interface Price {
  /**
   * US dollars, 0 on the person's own machine. The services state it for a call and say nothing of calls for several pictures,
   * so each picture is counted: the sum is the most that it can be.
   */
  readonly dollars: number;
}

/** A picture from a back end. */
export type RemotePicture =
  | { readonly kind: 'base64'; readonly data: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Fetched from the first of these addresses that answers. */
  | { readonly kind: 'link'; readonly urls: readonly [string, ...string[]] };

/** What is left of a person's money at a service, in the service's own unit. */
export interface Balance {
  readonly amount: number;
  readonly unit: 'dollars' | 'credits';
}

/** What a service tells of the cost after a call. */
export interface Bill {
  readonly dollars?: number;
  readonly left?: Balance;
}

/** Where a run can be found again that was paid for; plain data, kept over a reload. */
export interface Ticket {
  /** The service's own name of the run. */
  readonly id: string;
  /** Where to ask, as the service told it. */
  readonly url?: string;
}

/** Where a run stands. */
export type RunState =
  | {
      readonly state: 'done';
      readonly pictures: readonly [RemotePicture, ...RemotePicture[]];
      /** The seed that was used, where the service tells it. */
      readonly seed?: number;
      /** The sampler that drew, in the server's words, where that is another than was asked for. */
      readonly sampler?: string;
      readonly bill?: Bill;
    }
  | {
      readonly state: 'waiting';
      readonly ticket: Ticket;
      /** The service's estimate in ms. */
      readonly etaMs?: number;
    };

/** Where the own service of a person is, or how they are known to a paid one. */
export interface Account {
  readonly key?: string;
  /** Base address; the service's own unless given (a relay, or the person's own server). */
  readonly address?: string;
  /** Names of the checkpoint and the ControlNet on the server. */
  readonly checkpoint?: string;
  readonly controlNet?: string;
}

/** What a person can set up of an account. */
export type AccountField = 'key' | 'address' | 'checkpoint' | 'controlNet';

/** A request on its way to a back end. Pictures are PNG in base64 without a prefix, of the size of the request. */
export interface RemoteOrder {
  readonly request: CheckedRequest;
  /** The drawn skeleton. */
  readonly control?: string;
  readonly init?: string;
  readonly mask?: string;
  readonly enhancePrompt: boolean;
  readonly safetyChecker: boolean;
  /** Names that uploads got on the server. */
  readonly uploads?: Readonly<Partial<Record<'control' | 'init' | 'mask', string>>>;
  /** Tells this run from others of the page: any text without spaces. */
  readonly runId: string;
}

/** Names of what a person's own server has installed; absent where it did not tell. */
export interface ServerLists {
  readonly checkpoints?: readonly string[];
  readonly controlNets?: readonly string[];
  /** Those of ours that it has. */
  readonly samplers?: readonly SamplerName[];
}

/** Something that a server tells of itself while it works, over its websocket. */
export type RemoteMessage =
  /** The share of the steps that are done, 0 to 1. */
  | { readonly kind: 'progress'; readonly share: number }
  /** An encoded picture of where the run stands. */
  | { readonly kind: 'preview'; readonly type: 'image/jpeg' | 'image/png'; readonly bytes: Uint8Array }
  /** How many runs of anybody wait or are at work. */
  | { readonly kind: 'queue'; readonly remaining: number }
  /** The run is over, well or not: asking for it tells which. */
  | { readonly kind: 'finished' };

/** What is known of a run that is to be stopped. */
export interface KnownRun {
  readonly runId?: string;
  /** What the server answered when it was asked for its `queue`. */
  readonly queue?: HttpAnswer;
}

/** Something to send before the run that costs nothing and may be repeated. */
export interface Upload {
  readonly of: 'control' | 'init' | 'mask';
  readonly call: HttpCall;
}

/** What a remote back end is, for whoever chooses one. */
export interface BackendFacts {
  readonly id: string;
  readonly label: string;
  /** One sentence for the person who chooses. */
  readonly description: string;
  /** Whose machine computes. */
  readonly kind: 'paid' | 'own';
  readonly needs: readonly AccountField[];
  /** Where the person's own server is unless an address is given. */
  readonly usualAddress?: string;
  readonly price: Price;
  readonly abilities: Abilities;
}

/**
 * A remote back end with the calls that it understands. Every `read…` throws an ArmatureError with the service's words where the
 * answer is a failure.
 */
export interface RemoteBackend extends BackendFacts {
  uploads(account: Account, order: RemoteOrder): readonly Upload[];
  /** The name that an upload got. */
  readUpload(answer: HttpAnswer): string;
  /** The call that starts the run, and is never sent twice. */
  create(account: Account, order: RemoteOrder): HttpCall;
  readCreated(answer: HttpAnswer, order: RemoteOrder): RunState;
  /** Asks where a run stands; undefined for a back end that answers at once. */
  poll?(account: Account, ticket: Ticket): HttpCall;
  readPolled?(answer: HttpAnswer, ticket: Ticket, account: Account): RunState;
  /** Asks for the runs that wait or are at work there, so that `cancel` stops none of others. */
  queue?(account: Account): HttpCall;
  /**
   * Stops a run, waiting or at work; undefined for a back end that cannot.
   *
   * @returns the calls to send, in this order; none where the server is not at it
   */
  cancel?(account: Account, ticket: Ticket | undefined, known?: KnownRun): readonly HttpCall[];
  /** Asks how far the run at work is. */
  progress?(account: Account): HttpCall;
  readProgress?(answer: HttpAnswer): {
    readonly share: number;
    readonly etaMs?: number;
    /** An encoded picture in base64. */
    readonly preview?: string;
  };
  /** Where the server tells of a run over a websocket, as an address. */
  listen?(account: Account, runId: string): string;
  /** Undefined for a message that says nothing of the run's progress. */
  readMessage?(data: string | Uint8Array): RemoteMessage | undefined;
  /** Asks what a server has installed. Costs nothing. */
  lists?(account: Account): readonly HttpCall[];
  /** @param answers - to the calls of `lists`, in their order */
  readLists?(answers: readonly HttpAnswer[]): ServerLists;
  /** Asks for what is left of the person's money. */
  balance?(account: Account): HttpCall;
  readBalance?(answer: HttpAnswer): Balance;
}
