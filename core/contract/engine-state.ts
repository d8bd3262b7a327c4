import type { Failure } from '../result/index.ts';
import type { LoadedModel, LoadProgress } from './calls.ts';

/** What the page knows of the worker. */
export type EngineState =
  | { readonly status: 'off' }
  | { readonly status: 'probing' }
  | { readonly status: 'loading'; readonly modelId: string; readonly progress?: LoadProgress }
  | ({ readonly status: 'ready' } & LoadedModel)
  | { readonly status: 'failed'; readonly failure: Failure };
