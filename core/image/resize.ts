import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';
import { blankImage, type RgbaImage } from './rgba.ts';

/**
 * Averages square boxes of pixels.
 *
 * @param factor - side of a box in px; divides both sides of the image
 * @throws ArmatureError `bad-image` when it does not
 */
export function reduceByBox(image: RgbaImage, factor: number): RgbaImage {
  if (image.width % factor !== 0 || image.height % factor !== 0) {
    throw new ArmatureError({
      code: 'bad-image',
      message: words`A picture of ${image.width}x${image.height} px does not divide into boxes of ${factor} px.`,
    });
  }
  return factor === 1 ? image : resizeImage(image, image.width / factor, image.height / factor);
}

/**
 * Resizes by area: each new pixel is the average of the part of the old picture that it covers. Reducing by an integer
 * this is the box average, enlarging by an integer it repeats pixels, which is right for flat drawings.
 *
 * @param width - new width in px, at least 1
 * @param height - new height in px, at least 1
 */
export function resizeImage(image: RgbaImage, width: number, height: number): RgbaImage {
  if (width === image.width && height === image.height) return image;
  const columns = coverage(image.width, width);
  const rows = coverage(image.height, height);
  const resized = blankImage(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0, 0];
      for (const [row, rowShare] of rows[y]!) {
        for (const [column, columnShare] of columns[x]!) {
          const share = rowShare * columnShare;
          const from = 4 * (row * image.width + column);
          for (let channel = 0; channel < 4; channel++) sum[channel]! += share * image.data[from + channel]!;
        }
      }
      resized.data.set(sum, 4 * (y * width + x));
    }
  }
  return resized;
}

/** For each new pixel of one axis: the old pixels that it covers, with shares that sum to 1. */
function coverage(from: number, to: number): (readonly [index: number, share: number])[][] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * scale, (i + 1) * scale];
    const covered: [number, number][] = [];
    for (let index = Math.floor(start); index < Math.min(Math.ceil(end), from); index++) {
      const share = (Math.min(end, index + 1) - Math.max(start, index)) / scale;
      if (share > 0) covered.push([index, share]);
    }
    return covered;
  });
}
