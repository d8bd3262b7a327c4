import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** @throws ArmatureError `cancelled` once the signal is aborted */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new ArmatureError({ code: 'cancelled', message: words`The work was cancelled.` });
}
