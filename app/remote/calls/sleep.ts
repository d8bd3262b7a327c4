import { ArmatureError, CANCELLED } from '../../../core/result/index.ts';

/**
 * Waits.
 *
 * @throws ArmatureError `cancelled` when the signal is aborted
 */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new ArmatureError(CANCELLED));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
