import type { RgbaImage } from '../../core/image/index.ts';
import { ArmatureError } from '../../core/result/index.ts';

/**
 * Decodes a picture file and scales it to cover the size, cut around its middle.
 *
 * @throws ArmatureError `bad-image` when the browser cannot decode it
 */
export async function readPicture(file: Blob, width: number, height: number): Promise<RgbaImage> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new ArmatureError({
      code: 'bad-image',
      message: 'The browser cannot read this file as a picture.',
      next: 'Open a PNG, JPEG or WebP file.',
    });
  });
  const scale = Math.max(width / bitmap.width, height / bitmap.height);
  const [shownWidth, shownHeight] = [scale * bitmap.width, scale * bitmap.height];
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new ArmatureError({ code: 'bad-image', message: 'The browser gives no canvas.' });
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, (width - shownWidth) / 2, (height - shownHeight) / 2, shownWidth, shownHeight);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: new Uint8ClampedArray(data) };
}
