/*
 * From a checked request to finished PNG files: the model's own size, the turn in the line, the engine, the size that was
 * asked for.
 */
import { type ModelEntry, onlySamplingOf, type Sampling } from '../../core/manifest/index.ts';
import { encodePng } from '../../core/png/index.ts';
import {
  type GenerateRequest,
  parseGenerateRequest,
  pictureTexts,
  type SeededRequest,
} from '../../core/request/index.ts';
import { fitControl } from './control.ts';
import { cutPicture, planDrawing, type Size } from './drawing-size.ts';
import type { ApiEngine } from './engine.ts';
import type { Queue } from './queue.ts';

/** Finished pictures. */
export interface Drawn {
  /** As many as were asked for, of the size that was asked for. */
  readonly files: readonly Uint8Array<ArrayBuffer>[];
  /** As it ran, at the size of the canvas on which the model drew. */
  readonly request: SeededRequest;
  /** Time of the engine, in ms, without the waiting. */
  readonly ms: number;
}

/** A request whose turn will come. */
export interface Commission {
  /** How many px of the model's own the pictures will have, before they are resized. */
  readonly drawnAt: Size;
  /** What the noise is taken away with: what was asked for, or all that a distilled model can. */
  readonly drawnWith: Sampling;
  /** @throws ArmatureError as the queue and the engine do */
  draw(signal: AbortSignal): Promise<Drawn>;
}

/** Where pictures are made. */
export interface Studio {
  readonly model: ModelEntry;
  /**
   * Checks a request.
   *
   * @param request - of the size that is wanted in the end
   * @throws ArmatureError `bad-request`
   */
  commission(request: GenerateRequest): Commission;
  /** Estimated milliseconds until all that waits is done. */
  remainingMs(): number;
}

/** What a studio works with. */
export interface StudioOptions {
  readonly model: ModelEntry;
  readonly engine: Pick<ApiEngine, 'generate'>;
  readonly queue: Queue;
}

/** Makes a studio. */
export function createStudio({ model, engine, queue }: StudioOptions): Studio {
  // Callers of these services ask for many steps, which a distilled model does not know.
  const onlySampling = onlySamplingOf(model);
  return {
    model,
    remainingMs: () => queue.remainingMs(),
    commission(wanted) {
      const plan = planDrawing(wanted, model.sizes);
      const control = fitControl(fitControl(wanted.control, wanted), plan.canvas);
      const request = parseGenerateRequest({ ...wanted, ...plan.canvas, control, ...onlySampling });
      return {
        drawnAt: plan.part,
        drawnWith: request,
        draw: (signal) =>
          queue.run(async () => {
            const picture = await engine.generate(request, signal);
            const { modelId, addons } = picture;
            const files = picture.images.map((image, index) =>
              encodePng(
                cutPicture(image, plan, wanted),
                pictureTexts(picture.request, modelId, addons, { index }),
              ),
            );
            return { files, request: picture.request, ms: picture.timings.total };
          }, signal),
      };
    },
  };
}
