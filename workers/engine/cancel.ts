import { ArmatureError, CANCELLED } from '../../core/result/index.ts';

/** @throws ArmatureError `cancelled` once the signal is aborted */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ArmatureError(CANCELLED);
}
