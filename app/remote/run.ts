/*
 * What a remote run is, to those who start one and to those who do its parts.
 */
import type { Account, Bill, RemoteBackend, Ticket } from '../../core/remote/index.ts';
import type { Listen } from './socket.ts';
import type { Send } from './transport.ts';

/** What a run needs of the page. */
export interface RemotePorts {
  readonly send: Send;
  /** Waits, and throws `cancelled` when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Listens to a server that tells of its work; without it progress is known from the polls alone. */
  readonly listen?: Listen;
}

/** Which run, and who listens. */
export interface RemoteRun {
  readonly backend: RemoteBackend;
  readonly account: Account;
  readonly ports: RemotePorts;
  readonly signal: AbortSignal;
  /** Called as soon as the service has named the run: from here on it can be fetched again. */
  readonly onTicket: (ticket: Ticket) => void;
  readonly onProgress: (progress: RemoteProgress) => void;
}

/** How far a run is. */
export type RemoteProgress =
  | { readonly at: 'uploading' }
  /** The call is on its way and the service may be at work. */
  | { readonly at: 'sent' }
  | {
      readonly at: 'waiting';
      readonly etaMs?: number;
      /** Runs of anybody that the server has not finished, this one included. */
      readonly queued?: number;
    }
  | {
      readonly at: 'drawing';
      /** 0 to 1. */
      readonly share: number;
      readonly etaMs?: number;
      /** A picture of where it stands, as a JPEG, PNG or WebP file. */
      readonly preview?: Uint8Array;
    }
  | { readonly at: 'fetching' };

/** A finished run. */
export interface RemoteResult {
  /** Encoded picture files in the order of the batch. */
  readonly files: readonly [Uint8Array, ...Uint8Array[]];
  readonly seed?: number;
  readonly bill?: Bill;
}
