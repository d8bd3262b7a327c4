import type { Failure } from '../result/index.ts';
import type { LoadProgress } from './calls.ts';
import type { BackendReport } from './capabilities.ts';

/** What the page knows of the worker. */
export type EngineState =
  | { readonly status: 'off' }
  | { readonly status: 'probing' }
  | { readonly status: 'loading'; readonly modelId: string; readonly progress?: LoadProgress }
  | { readonly status: 'ready'; readonly modelId: string; readonly backend: BackendReport }
  | { readonly status: 'failed'; readonly failure: Failure };
