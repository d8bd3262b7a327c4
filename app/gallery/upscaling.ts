/*
 * A kept picture becomes a larger one, which is kept beside it with the same request and pose, and with a note of how it was
 * enlarged.
 */
import { LONGEST_UPSCALED, type UpscaleFactor } from '../../core/contract/index.ts';
import { type RgbaImage, veil } from '../../core/image/index.ts';
import { encodePngWith, readPngTexts } from '../../core/png/index.ts';
import { again, upscaledTexts, type Upscaling } from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import type { UpscaleWatch } from '../engine/upscaler.ts';
import { deflate } from '../file-formats/picture-file.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { GalleryRecord, PictureDetails } from './record.ts';
import type { NewPicture } from './shelf.ts';
import type { GalleryStore } from './store.ts';

/** Enlarges pictures, and tells by which upscaler. */
export type Upscale = (
  image: RgbaImage,
  factor: UpscaleFactor,
  watch: UpscaleWatch,
) => Promise<{ readonly image: RgbaImage; readonly model: string }>;

/** What enlarging needs. */
export interface UpscalingDependencies {
  readonly gallery: GalleryStore;
  /** @throws ArmatureError */
  readonly file: (id: string) => Promise<Blob>;
  /** @throws ArmatureError */
  readonly details: (id: string) => Promise<PictureDetails>;
  /** @throws ArmatureError `bad-image` when the browser cannot decode it */
  readonly decode: (file: Blob) => Promise<RgbaImage>;
  /** @throws ArmatureError */
  readonly upscale: Upscale;
  /** Puts pictures on the shelf. @throws ArmatureError */
  readonly add: (pictures: readonly NewPicture[]) => Promise<void>;
  readonly tell: (note: string, problems?: readonly string[]) => void;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Makes the picture that lists show. */
  readonly small: (image: RgbaImage) => Promise<Blob>;
}

/** What the gallery does to enlarge pictures, one at a time. What becomes of it is told in the store. */
export interface UpscalingActions {
  /** Does nothing while another picture is being enlarged. */
  upscale(record: GalleryRecord, factor: UpscaleFactor): Promise<void>;
  cancelUpscale(): void;
}

/** Would a picture be larger than can be made? */
export function isTooLarge(
  { width, height }: Pick<GalleryRecord, 'width' | 'height'>,
  factor: number,
): boolean {
  return factor * Math.max(width, height) > LONGEST_UPSCALED;
}

/** Makes the actions. */
export function createUpscaling(dependencies: UpscalingDependencies): UpscalingActions {
  const { gallery, tell } = dependencies;
  let running: AbortController | undefined;

  async function work(
    record: GalleryRecord,
    factor: UpscaleFactor,
    { signal }: AbortController,
  ): Promise<void> {
    const { id } = record;
    const onProgress: UpscaleWatch['onProgress'] = ({ done, total }) =>
      gallery.setState({ upscaling: { id, factor, share: done / total } });
    const picture = await enlarged(record, factor, dependencies, { signal, onProgress });
    await dependencies.add([picture]);
    const { width, height } = picture.record;
    tell(say`The larger picture, ${width} × ${height} px, is in the gallery.`);
    // Whoever still looks at the small one is shown the large one.
    gallery.setState(({ opened }) => (opened === id ? { opened: picture.record.id } : {}));
  }

  return {
    async upscale(record, factor) {
      if (running) return;
      running = new AbortController();
      tell('');
      gallery.setState({ upscaling: { id: record.id, factor, share: undefined } });
      try {
        await work(record, factor, running);
      } catch (error) {
        const failure = failureFrom(error);
        if (failure.code === 'cancelled') tell(say`The picture was not enlarged.`);
        else tell('', [failureSaid(failure)]);
      } finally {
        running = undefined;
        gallery.setState({ upscaling: undefined });
      }
    },
    cancelUpscale: () => running?.abort(),
  };
}

async function enlarged(
  record: GalleryRecord,
  factor: UpscaleFactor,
  dependencies: UpscalingDependencies,
  watch: UpscaleWatch,
): Promise<NewPicture> {
  const [details, file] = await Promise.all([dependencies.details(record.id), dependencies.file(record.id)]);
  const { image, model } = await dependencies.upscale(await dependencies.decode(file), factor, watch);
  const texts = readPngTexts(new Uint8Array(await file.arrayBuffer()));
  const done: Upscaling = { model, factor };
  const bytes = await encodePngWith(image, upscaledTexts(texts, done, record.safety), deflate);
  const id = dependencies.newId();
  // Lists show flagged pictures as a blur.
  const listed = record.safety === 'flagged' ? veil(image) : image;
  return {
    file: new Blob([bytes], { type: 'image/png' }),
    thumbnail: await dependencies.small(listed),
    record: {
      ...withoutOwn(record),
      ...{ id, madeAt: dependencies.now(), favourite: false, width: image.width, height: image.height },
      upscaled: again(record.upscaled, done),
    },
    details: { ...details, id },
  };
}

/** How long the drawing took says nothing of this one, and what it was started from is kept with its details. */
function withoutOwn(record: GalleryRecord): GalleryRecord {
  const rest = { ...record };
  delete rest.totalMs;
  delete rest.start;
  return rest;
}
