import type { RgbaImage } from '../../core/image/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** Longest side of a small picture in px: twice what a card of the grid is wide. */
const LONGEST = 320;
const QUALITY = 0.85;

/** Makes the small picture that lists show: WebP, or PNG where the browser writes no WebP. */
export async function smallPicture(image: RgbaImage): Promise<Blob> {
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  const bitmap = await createImageBitmap(new ImageData(image.data, image.width, image.height));
  const canvas = new OffscreenCanvas(Math.max(width, 1), Math.max(height, 1));
  const context = canvas.getContext('2d');
  if (!context) throw new ArmatureError({ code: 'bad-image', message: words`The browser gives no canvas.` });
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
}
