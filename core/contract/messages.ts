/*
 * The only meeting place of page and workers. A map pairs each call of a worker with its input, its events and its
 * output; both ends derive their messages from it.
 */
import type { Failure } from '../result/index.ts';
import type { EngineCalls } from './calls.ts';
import type { DetectCalls } from './detect.ts';
import type { LibraryCalls } from './library.ts';
import type { TextCalls } from './text.ts';
import type { UpscaleCalls } from './upscale.ts';

/** The calls of one of the workers. */
export type WorkerCalls = EngineCalls | LibraryCalls | DetectCalls | TextCalls | UpscaleCalls;

/** Name of a call. */
export type CallName<Calls = EngineCalls> = keyof Calls & string;

type Part<Calls, Name extends keyof Calls, Which extends 'input' | 'event' | 'output'> = Calls[Name] extends {
  readonly [Key in Which]: infer Found;
}
  ? Found
  : never;

/** What a call takes. */
export type CallInput<Name extends keyof Calls, Calls = EngineCalls> = Part<Calls, Name, 'input'>;
/** What a call reports on its way. */
export type CallEvent<Name extends keyof Calls, Calls = EngineCalls> = Part<Calls, Name, 'event'>;
/** What a call gives back. */
export type CallOutput<Name extends keyof Calls, Calls = EngineCalls> = Part<Calls, Name, 'output'>;

/** Number that ties answers to their call; unique within one worker's life. */
export type CallId = number;

/** Messages from page to worker. `cancel` names the call that should stop. */
export type ToWorker<Calls = EngineCalls> =
  | {
      readonly [Name in CallName<Calls>]: {
        readonly call: Name;
        readonly id: CallId;
        readonly input: CallInput<Name, Calls>;
      };
    }[CallName<Calls>]
  | { readonly call: 'cancel'; readonly id: CallId };

/** Messages from worker to page: any number of events, then exactly one `done` or `failed` per call. */
export type FromWorker<Calls = EngineCalls> = {
  readonly [Name in CallName<Calls>]: { readonly call: Name; readonly id: CallId } & (
    | { readonly at: 'event'; readonly event: CallEvent<Name, Calls> }
    | { readonly at: 'done'; readonly output: CallOutput<Name, Calls> }
    | { readonly at: 'failed'; readonly failure: Failure }
  );
}[CallName<Calls>];
