/*
 * Finished pictures as a host gets them.
 */
import type { EmbedEvent } from '../../core/embed/index.ts';
import { openPoseJsonFrom } from '../../core/pose/index.ts';
import { pngOf } from '../actions/save.ts';
import { modelNameOf, type PagePicture } from '../state/picture.ts';
import { parametersIn } from './parameters.ts';

/** Makes what writes pictures down, each run once. */
export function createResults(): (picture: PagePicture) => Promise<EmbedEvent<'result'>> {
  const written = new WeakMap<PagePicture, Promise<EmbedEvent<'result'>>>();
  return (picture) => {
    const known = written.get(picture) ?? write(picture);
    written.set(picture, known);
    return known;
  };
}

async function write(picture: PagePicture): Promise<EmbedEvent<'result'>> {
  const { request, images, by, totalMs } = picture;
  const safety = images.flatMap((image) => image.safety?.verdict ?? []);
  const files = await Promise.all(images.map((_, index) => pngOf(picture, index)));
  return {
    ...trackOf(request),
    seed: request.seed,
    images: await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer()))),
    ...(safety.length > 0 && { safety }),
    parameters: { ...parametersIn(request) },
    ...(request.control.kind === 'pose' && { pose: openPoseJsonFrom(request.control.pose) }),
    model: modelNameOf(picture),
    drawnBy: by.kind === 'engine' ? by.backend.backend : by.backendId,
    milliseconds: totalMs,
  };
}

/** The name of a run, where it has one. */
export function trackOf({ trackId }: { readonly trackId: string | null }): { readonly trackId?: string } {
  return trackId === null ? {} : { trackId };
}
