import type { CheckedImage } from '../../core/contract/index.ts';
import { encodePngWith } from '../../core/png/index.ts';
import { pictureTexts } from '../../core/request/index.ts';
import { modelNameOf, type PagePicture } from '../state/picture.ts';

/**
 * Writes a picture of a run as PNG with what made it. The browser compresses it beside the page's own work.
 *
 * @param image - one of the run's pictures
 */
export async function pictureFile(picture: PagePicture, image: CheckedImage): Promise<Blob> {
  const bytes = await encodePngWith(image, textsOf(picture, image), deflate);
  return new Blob([bytes], { type: 'image/png' });
}

/** What a picture's file tells of how it was made. */
export function textsOf(picture: PagePicture, image: CheckedImage): Readonly<Record<string, string>> {
  const { request, by } = picture;
  // A service may have drawn another size than was asked for.
  const drawn = { ...request, width: image.width, height: image.height };
  const addons = by.kind === 'engine' ? by.addons : {};
  const elsewhere = by.kind === 'remote' ? by : undefined;
  return pictureTexts(drawn, modelNameOf(picture), addons, elsewhere, image.safety?.verdict);
}

/** The browser's own compressor, as a zlib stream. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
