import type { RgbaImage } from '../../core/image/index.ts';
import { encodePngWith } from '../../core/png/index.ts';
import { BACKEND_FACTS } from '../../core/remote/index.ts';
import { pictureTexts } from '../../core/request/index.ts';
import { imageOf, modelNameOf, type PagePicture } from '../state/picture.ts';

/**
 * Writes a picture of a run as PNG with what made it. The browser compresses it beside the page's own work.
 *
 * @param index - which of the run's pictures
 */
export async function pictureFile(picture: PagePicture, index: number): Promise<Blob> {
  const image = imageOf(picture, index);
  const bytes = await encodePngWith(image, textsOf(picture, index), deflate);
  return new Blob([bytes], { type: 'image/png' });
}

/** What a picture's file tells of how it was made. */
export function textsOf(picture: PagePicture, index: number): Readonly<Record<string, string>> {
  const { request, by } = picture;
  const image = imageOf(picture, index);
  const safety = image.safety?.verdict;
  // A service may have drawn another size than was asked for.
  const drawn = { ...request, width: image.width, height: image.height };
  if (by.kind === 'engine') return pictureTexts(drawn, modelNameOf(picture), by.addons, { index, safety });
  const { abilities } = BACKEND_FACTS.find(({ id }) => id === by.backendId) ?? {};
  const elsewhere = { ownSampling: by.ownSampling, seedEach: abilities?.seedEach === true };
  const place = hasKnownPlaces(picture) && { index };
  return pictureTexts(drawn, modelNameOf(picture), {}, { elsewhere, safety, ...place });
}

/** Is it known which one of its run each picture is? Where a service's picture did not arrive, nothing tells that. */
export function hasKnownPlaces({ by, images, request }: PagePicture): boolean {
  return by.kind === 'engine' || images.length === request.samples;
}

/** Writes pixels as PNG and nothing else, compressed beside the page's own work. */
export function plainPng(image: RgbaImage): Promise<Uint8Array<ArrayBuffer>> {
  return encodePngWith(image, {}, deflate);
}

/** The browser's own compressor, as a zlib stream. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
