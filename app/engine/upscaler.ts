/*
 * The life of the worker that enlarges pictures: one for each picture, since that is rare and its memory is wanted back.
 */
import type { UpscaleCalls, Upscaled, UpscaleProgress, UpscaleRequest } from '../../core/contract/index.ts';
import { CANCELLED } from '../../core/result/index.ts';
import { createWorkerClient, type WorkerPort } from './client.ts';
import { watchLife } from './watch-life.ts';

/** Starts the real worker. */
export function spawnUpscaleWorker(): WorkerPort<UpscaleCalls> {
  return watchLife<UpscaleCalls>(
    new Worker(new URL('../../workers/upscale.worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** How enlarging is watched and stopped. */
export interface UpscaleWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: UpscaleProgress) => void;
}

/**
 * Enlarges a picture in a worker of its own.
 *
 * @throws ArmatureError with the worker's failure, `worker-died` or `cancelled`
 */
export async function upscaleIn(
  spawn: () => WorkerPort<UpscaleCalls>,
  request: UpscaleRequest,
  { signal, onProgress }: UpscaleWatch,
): Promise<Upscaled> {
  const client = createWorkerClient<UpscaleCalls>(spawn());
  try {
    return await client.call('upscale', request, { signal, onEvent: onProgress });
  } finally {
    client.kill(CANCELLED);
  }
}
