import type { RgbaImage } from '../../core/image/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** More px than that are nothing to search a skeleton in. */
const LARGEST_SIDE = 2048;

/**
 * Decodes a picture file, reduced where it is large.
 *
 * @param largestSide - in px
 * @throws ArmatureError `bad-image` when the browser cannot decode it
 */
export async function decodePicture(file: Blob, largestSide = LARGEST_SIDE): Promise<RgbaImage> {
  const bitmap = await bitmapOf(file);
  const scale = Math.min(1, largestSide / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale)];
  return drawn(bitmap, { width, height }, { x: 0, y: 0, width, height });
}

/**
 * Decodes a picture file and scales it to cover the size, cut around its middle.
 *
 * @throws ArmatureError `bad-image` when it is too large, or the browser cannot decode it
 */
export async function readPicture(file: Blob, width: number, height: number): Promise<RgbaImage> {
  // What reads headers is no part of the first view.
  const { checkPicture } = await import('./check-picture.ts');
  await checkPicture(file);
  const bitmap = await bitmapOf(file);
  const scale = Math.max(width / bitmap.width, height / bitmap.height);
  const shown = { width: scale * bitmap.width, height: scale * bitmap.height };
  const place = { x: (width - shown.width) / 2, y: (height - shown.height) / 2, ...shown };
  return drawn(bitmap, { width, height }, place);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws a picture to a place of a canvas and gives the canvas's pixels. The picture is let go. */
function drawn(
  bitmap: ImageBitmap,
  { width, height }: Size,
  place: Size & { readonly x: number; readonly y: number },
): RgbaImage {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new ArmatureError({ code: 'bad-image', message: words`The browser gives no canvas.` });
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, place.x, place.y, place.width, place.height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: new Uint8ClampedArray(data) };
}

function bitmapOf(file: Blob): Promise<ImageBitmap> {
  return createImageBitmap(file).catch(() => {
    throw new ArmatureError({
      code: 'bad-image',
      message: words`The browser cannot read this file as a picture.`,
      next: words`Open a PNG, JPEG or WebP file.`,
    });
  });
}
