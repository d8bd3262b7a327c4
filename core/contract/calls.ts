/*
 * The only meeting place of page and worker. One map pairs each call with its input, its events and its
 * output; both ends derive their messages from it. Nothing here lives on the GPU, and everything is
 * structured-cloneable.
 */
import type { RgbaImage } from '../image/index.ts';
import type { ModelEntry } from '../manifest/index.ts';
import type { GenerateRequest } from '../request/index.ts';
import type { Failure } from '../result/index.ts';
import type { BackendChoice, BackendReport, Capabilities } from './capabilities.ts';

/** Which model to bring up and where to run it. */
export interface LoadRequest {
  readonly model: ModelEntry;
  /** Absolute URL that the entry's paths are relative to, ending in a slash. */
  readonly baseUrl: string;
  readonly backend: BackendChoice;
}

/** How far loading is. Bytes count all files of the model. */
export interface LoadProgress {
  readonly phase: 'fetching' | 'verifying' | 'preparing';
  /** File or component at work, as the manifest names it. */
  readonly item: string;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** A model that is ready to generate. */
export interface LoadedModel {
  readonly modelId: string;
  readonly backend: BackendReport;
}

/** The stages of one generation, in order. */
export type StageName = 'preparing' | 'text' | 'control' | 'denoising' | 'decoding';

/** Progress of one generation. */
export type StepReport =
  | { readonly at: 'stage'; readonly stage: StageName }
  | {
      readonly at: 'step';
      /** Steps done, from 1 to `steps`. */
      readonly step: number;
      readonly steps: number;
      /** Milliseconds since denoising began. */
      readonly elapsedMs: number;
      /** Estimated milliseconds until the picture is there. */
      readonly remainingMs: number;
      /** Small picture of the denoised latents, where one was made for this step. */
      readonly preview?: RgbaImage;
    };

/** Where the time of one generation went, in milliseconds. */
export interface PictureTimings {
  readonly total: number;
  /** Inside the runtime's `session.run`, all stages together. */
  readonly inference: number;
  readonly stages: Readonly<Partial<Record<StageName, number>>>;
}

/** How many tokens of each prompt were too many for the text encoder and had no effect. */
export interface CutPrompts {
  readonly prompt: number;
  readonly negativePrompt: number;
}

/** A finished picture with what made it. */
export interface Picture {
  readonly image: RgbaImage;
  /** The request as it ran, with the seed that was used. */
  readonly request: GenerateRequest;
  readonly modelId: string;
  readonly backend: BackendReport;
  readonly timings: PictureTimings;
  /** Present where a prompt was too long. */
  readonly cutPrompts?: CutPrompts;
}

/** Every call that the page can make on the worker. */
export interface EngineCalls {
  /** Handshake and measurement: refuses a page of another protocol version. */
  probe: { input: { readonly protocol: number }; event: never; output: Capabilities };
  load: { input: LoadRequest; event: LoadProgress; output: LoadedModel };
  generate: { input: GenerateRequest; event: StepReport; output: Picture };
}

/** Name of a call. */
export type CallName = keyof EngineCalls;
/** What a call takes. */
export type CallInput<Name extends CallName> = EngineCalls[Name]['input'];
/** What a call reports on its way. */
export type CallEvent<Name extends CallName> = EngineCalls[Name]['event'];
/** What a call gives back. */
export type CallOutput<Name extends CallName> = EngineCalls[Name]['output'];

/** Number that ties answers to their call; unique within one worker's life. */
export type CallId = number;

/** Messages from page to worker. `cancel` names the call that should stop. */
export type ToWorker =
  | {
      readonly [Name in CallName]: {
        readonly call: Name;
        readonly id: CallId;
        readonly input: CallInput<Name>;
      };
    }[CallName]
  | { readonly call: 'cancel'; readonly id: CallId };

/** Messages from worker to page: any number of events, then exactly one `done` or `failed` per call. */
export type FromWorker = {
  readonly [Name in CallName]: { readonly call: Name; readonly id: CallId } & (
    | { readonly at: 'event'; readonly event: CallEvent<Name> }
    | { readonly at: 'done'; readonly output: CallOutput<Name> }
    | { readonly at: 'failed'; readonly failure: Failure }
  );
}[CallName];
