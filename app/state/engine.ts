import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineState } from '../../core/contract/index.ts';

/** Mirror of what the worker last told. */
export type EngineStore = StoreApi<{ readonly engine: EngineState }>;

/** Makes the store. */
export function createEngineStore(): EngineStore {
  return createStore<{ readonly engine: EngineState }>(() => ({ engine: { status: 'off' } }));
}
