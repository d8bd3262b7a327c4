/*
 * One run on a remote back end, as those see it who take part in it.
 */
import type { Failure } from '../../../core/result/index.ts';
import type { Account, Bill, RemoteBackend, RemotePicture, Ticket } from '../../../core/remote/index.ts';
import type { HearEnd } from '../calls/run-end.ts';
import type { Listen } from '../calls/socket.ts';
import type { Send } from '../calls/transport.ts';

/** What a run needs of the page. */
export interface RemotePorts {
  readonly send: Send;
  /** Waits, and throws `cancelled` when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Listens to a server that tells of its work; without it progress is known from the polls alone. */
  readonly listen?: Listen;
  /** Listens to a relay that is told of the end of runs. */
  readonly hearEnd?: HearEnd;
}

/** Which run, and who listens. */
export interface RemoteRun {
  readonly backend: RemoteBackend;
  readonly account: Account;
  readonly ports: RemotePorts;
  readonly signal: AbortSignal;
  /** Ends the creating call of a service that queues, which `signal` leaves alone until it has named the run. */
  readonly giveUp?: AbortSignal;
  /** Awaited before the creating call is sent; what it throws prevents the call. */
  readonly onSend?: () => Promise<void>;
  /** Awaited as soon as the service has named the run: from here on it can be fetched again. */
  readonly onTicket: (ticket: Ticket) => unknown;
  /** Awaited once the pictures are drawn, where they lie at addresses. */
  readonly onLinks?: (pictures: Pictures) => Promise<void>;
  /** The service has said that there will be no picture, and nothing is billed. */
  readonly onVoid?: () => void;
  /** Names the creating call to a server that sends it on once, however often a browser repeats it. */
  readonly callName?: string;
  /** Where a relay tells of the end of a run, by the name that it gave the creating call. */
  readonly endTold?: (trackId: string) => string;
  /** Where a picture's address is asked for; there itself unless given. */
  readonly reach?: (url: string) => string;
  readonly onProgress: (progress: RemoteProgress) => void;
}

/** The pictures of a run. */
export type Pictures = readonly [RemotePicture, ...RemotePicture[]];

/** How far a run is. */
export type RemoteProgress =
  | { readonly at: 'uploading' }
  /** The call is on its way and the service may be at work. */
  | { readonly at: 'sent' }
  /** The service has refused for the moment, and is asked again after a pause. */
  | { readonly at: 'refused'; readonly pauseMs: number }
  | {
      readonly at: 'waiting';
      readonly etaMs?: number;
      /** Runs of anybody that the server has not finished, this one included. */
      readonly queued?: number;
    }
  | {
      readonly at: 'drawing';
      readonly share: number;
      readonly etaMs?: number;
      /** An encoded picture of where the run stands. */
      readonly preview?: Uint8Array;
    }
  | { readonly at: 'fetching' };

/** A finished run. */
export interface RemoteResult {
  /** Encoded picture files in the order of the batch. */
  readonly files: readonly [Uint8Array, ...Uint8Array[]];
  /** Why the others of the batch did not come. */
  readonly missing: readonly Failure[];
  readonly seed?: number;
  /** The sampler that drew, where that is another than was asked for. */
  readonly sampler?: string;
  readonly bill?: Bill;
}
