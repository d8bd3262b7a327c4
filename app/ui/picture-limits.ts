import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** How much of a file is read for its size, in bytes: it stands near the beginning, in a JPEG behind profiles and preview. */
export const HEAD_BYTES = 2 * 2 ** 20;

/** Decoded, a picture takes 4 bytes per px. */
const MOST_PX = 100e6;

/** @throws ArmatureError `bad-image` where a picture has more px than a page can decode */
export function checkPixels({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height <= MOST_PX) return;
  throw new ArmatureError({
    code: 'bad-image',
    message: words`The picture has ${width} × ${height} px: more than ${MOST_PX / 1e6} megapixels are too much for a page.`,
    next: words`Make it smaller and open it again.`,
  });
}
