/*
 * One tab fetches a model, the others watch: whoever holds the lock of the model works and tells everyone.
 */
import type { StoreProgress } from '../../core/contract/index.ts';

/** Who wants to work on which model. */
export interface LockOrder {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly emit: (progress: StoreProgress) => void;
}

/**
 * Works on a model while no other tab does. Until then the progress of the tab that has it is passed on, as `elsewhere`;
 * when that tab ends, however it ends, the work goes on here.
 *
 * @param work - gets what it is to tell its progress to
 * @throws AbortError when the signal is aborted before the work begins
 */
export async function withModelLock<T>(
  { id, signal, emit }: LockOrder,
  work: (tell: (progress: StoreProgress) => void) => Promise<T>,
): Promise<T> {
  const channel = new BroadcastChannel(`armature.store.${id}`);
  channel.onmessage = ({ data }: MessageEvent<StoreProgress>) => emit({ ...data, phase: 'elsewhere' });
  try {
    return await navigator.locks.request(`armature.store.${id}`, { signal }, () => {
      channel.onmessage = null;
      return work((progress) => {
        emit(progress);
        channel.postMessage(progress);
      });
    });
  } finally {
    channel.close();
  }
}
