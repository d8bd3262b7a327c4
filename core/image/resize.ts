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
  const { data } = image;
  for (let y = 0, to = 0; y < height; y++) {
    const [top, bottom] = [rows.begins[y]!, rows.begins[y + 1]!];
    for (let x = 0; x < width; x++, to += 4) {
      const [left, right] = [columns.begins[x]!, columns.begins[x + 1]!];
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let row = top; row < bottom; row++) {
        const line = rows.indices[row]! * image.width;
        for (let column = left; column < right; column++) {
          const share = rows.shares[row]! * columns.shares[column]!;
          const from = 4 * (line + columns.indices[column]!);
          red += share * data[from]!;
          green += share * data[from + 1]!;
          blue += share * data[from + 2]!;
          alpha += share * data[from + 3]!;
        }
      }
      resized.data[to] = red;
      resized.data[to + 1] = green;
      resized.data[to + 2] = blue;
      resized.data[to + 3] = alpha;
    }
  }
  return resized;
}

/** The old pixels that each new pixel of one axis covers: those of pixel `i` stand from `begins[i]` to `begins[i + 1]`. */
interface Coverage {
  readonly begins: Int32Array;
  readonly indices: readonly number[];
  /** They sum to 1 for each new pixel. */
  readonly shares: readonly number[];
}

function coverage(from: number, to: number): Coverage {
  const scale = from / to;
  const begins = new Int32Array(to + 1);
  const indices: number[] = [];
  const shares: number[] = [];
  for (let i = 0; i < to; i++) {
    const [start, end] = [i * scale, (i + 1) * scale];
    for (let index = Math.floor(start); index < Math.min(Math.ceil(end), from); index++) {
      const share = (Math.min(end, index + 1) - Math.max(start, index)) / scale;
      if (share <= 0) continue;
      indices.push(index);
      shares.push(share);
    }
    begins[i + 1] = indices.length;
  }
  return { begins, indices, shares };
}
