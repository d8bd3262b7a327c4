/*
 * The upscaler behind the contract. Everything is opened for one picture and let go: the network is small, and pictures are
 * enlarged now and then.
 */
import {
  type BackendChoice,
  type BackendReport,
  LONGEST_UPSCALED,
  UPSCALE_FACTORS,
  type UpscaleCalls,
  type UpscaleRequest,
} from '../core/contract/index.ts';
import { ArmatureError } from '../core/result/index.ts';
import { words } from '../core/words/index.ts';
import type { Runtime } from './runtime/index.ts';
import type { WorkerService } from './serve.ts';
import type { EntrySource } from './store/entry-source.ts';
import { openUpscaler } from './upscale/upscaler.ts';

/** What the service needs of the platform. */
export interface UpscaleSurroundings {
  /** Decides where to run. */
  report(choice: BackendChoice): Promise<BackendReport>;
  openRuntime(report: BackendReport): Promise<Runtime>;
  openSource(request: UpscaleRequest, signal: AbortSignal): Promise<EntrySource>;
}

/** Makes the service that the upscaler's worker serves. */
export function createUpscaleService(surroundings: UpscaleSurroundings): WorkerService<UpscaleCalls> {
  return {
    async upscale(request, { signal, emit }) {
      checkRequest(request);
      const source = await surroundings.openSource(request, signal);
      try {
        const backend = await surroundings.report(request.backend);
        const runtime = await surroundings.openRuntime(backend);
        try {
          const upscaler = await openUpscaler(source.folder, runtime);
          const { image, factor } = request;
          return { image: await upscaler.enlarge(image, { factor, signal, onProgress: emit }), backend };
        } finally {
          runtime.dispose();
        }
      } finally {
        source.release();
      }
    },
  };
}

function checkRequest({ image: { width, height, data }, factor }: UpscaleRequest): void {
  if (!(width >= 1 && height >= 1) || data.length !== width * height * 4) {
    throw new ArmatureError({
      code: 'bad-image',
      message: words`A picture of ${width} x ${height} px cannot have ${data.length} bytes.`,
      next: words`Choose another picture.`,
    });
  }
  if (!UPSCALE_FACTORS.includes(factor)) {
    throw new ArmatureError({
      code: 'bad-request',
      message: words`A picture cannot be enlarged by ${factor}.`,
      next: words`Choose one of ${UPSCALE_FACTORS.join(', ')}.`,
    });
  }
  const longest = factor * Math.max(width, height);
  if (longest <= LONGEST_UPSCALED) return;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`The enlarged picture would be ${longest} px long; the limit is ${LONGEST_UPSCALED} px.`,
    next: words`Choose a smaller factor or a smaller picture.`,
  });
}
