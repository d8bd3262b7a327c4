import type { BackendReport, CheckedImage, Picture } from '../../core/contract/index.ts';
import type { PictureAddons, PlaceInRun, SeededRequest } from '../../core/request/index.ts';

/** Who drew a picture. */
export type DrawnBy =
  | {
      readonly kind: 'engine';
      readonly modelId: string;
      /** Stored ControlNet that took the place of the model's own, and LoRAs in use. */
      readonly addons: PictureAddons;
      readonly backend: Pick<BackendReport, 'backend'>;
    }
  | {
      readonly kind: 'remote';
      readonly backendId: string;
      /** As the person knows the back end. */
      readonly label: string;
      /** Name of the model there, as far as the page has chosen it. */
      readonly model: string;
      /** What it cost, in US dollars; 0 on the person's own machine, absent where the site paid. */
      readonly dollars?: number;
      /** Did the service choose sampler and schedule itself? */
      readonly ownSampling: boolean;
    };

/** Finished pictures of one run, whoever drew them. */
export interface PagePicture {
  readonly images: readonly [CheckedImage, ...CheckedImage[]];
  /** The request as it ran, with the seed that was used. A service may have chosen another size. */
  readonly request: SeededRequest;
  /** Milliseconds from the press to the picture. */
  readonly totalMs: number;
  readonly by: DrawnBy;
  /** The PNG of its one image, where it comes from the gallery. */
  readonly file?: Blob;
}

/** Name of the file that a picture is saved as; `by` is its seed, or what else tells it from others. */
export function pictureFileName(by: number | string, { index, count }: PlaceInRun): string {
  return `armature-${by}${count > 1 ? `-${index + 1}` : ''}.png`;
}

/** One of its images: the first where it has no such one. */
export function imageOf({ images }: Pick<PagePicture, 'images'>, index: number): CheckedImage {
  return images[index] ?? images[0];
}

/** The engine's pictures as the page has them. */
export function fromEngine({ images, request, timings, modelId, addons, backend }: Picture): PagePicture {
  return { images, request, totalMs: timings.total, by: { kind: 'engine', modelId, addons, backend } };
}

/** Name of the model that drew, for files and for whoever has to know its pictures. */
export function modelNameOf({ by }: Pick<PagePicture, 'by'>): string {
  if (by.kind === 'engine') return by.modelId;
  return by.model === '' ? by.label : `${by.model} (${by.label})`;
}
