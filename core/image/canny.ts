/*
 * Edges after Canny, "A computational approach to edge detection" (1986), with the integers of OpenCV's `GaussianBlur` and
 * `Canny` on 8 bits, which ControlNet's canny annotator calls.
 */
import type { GreyImage } from './grey.ts';

/** Gaussian of 5 px, in sixteenths: OpenCV's for a deviation that it chooses itself. */
const GAUSSIAN = [1, 4, 6, 4, 1] as const;

/**
 * Blurs by the Gaussian of 5x5 px whose weights are binomial; beyond the border the picture is mirrored about its outermost
 * pixels. The same as OpenCV's `GaussianBlur(image, (5, 5), 0)`.
 */
export function gaussianBlur(image: GreyImage): GreyImage {
  const { width, height } = image;
  const rows = new Uint16Array(width * height);
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      GAUSSIAN.forEach((share, k) => (sum += share * image.data[y * width + mirrored(x + k - 2, width)]!));
      rows[y * width + x] = sum;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      GAUSSIAN.forEach((share, k) => (sum += share * rows[mirrored(y + k - 2, height) * width + x]!));
      data[y * width + x] = (sum + 128) >> 8;
    }
  }
  return { width, height, data };
}

function mirrored(at: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const within = ((at % period) + period) % period;
  return Math.min(within, period - within);
}

/**
 * Finds edges: Sobel of 3x3 px, non-maximum suppression, hysteresis. The same as OpenCV's `Canny(image, low, high)`.
 *
 * @param thresholds - of the gradient's length |dx| + |dy|: above `high` an edge begins, above `low` it goes on
 * @returns 255 on edges, else 0
 */
export function cannyEdges(image: GreyImage, thresholds: { low: number; high: number }): GreyImage {
  const { width, height } = image;
  const gradients = sobel(image);
  const data = new Uint8ClampedArray(width * height);
  const isRidge = new Uint8Array(width * height);
  const starts: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (gradients.length[at]! <= thresholds.low || !isMaximum(gradients, image, x, y)) continue;
      isRidge[at] = 1;
      if (gradients.length[at]! > thresholds.high) starts.push(at);
    }
  }
  follow(starts, isRidge, image, data);
  return { width, height, data };
}

interface Gradients {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** |dx| + |dy| */
  readonly length: Uint16Array;
}

/** Derivatives; beyond the border the outermost pixels are repeated. */
function sobel({ width, height, data }: GreyImage): Gradients {
  const dx = new Int16Array(width * height);
  const dy = new Int16Array(width * height);
  const length = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    const [above, here, below] = [Math.max(y - 1, 0), y, Math.min(y + 1, height - 1)].map(
      (row) => row * width,
    );
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(x - 1, 0), Math.min(x + 1, width - 1)];
      const [a, b, c] = [data[above! + left]!, data[above! + x]!, data[above! + right]!];
      const [d, f] = [data[here! + left]!, data[here! + right]!];
      const [g, h, i] = [data[below! + left]!, data[below! + x]!, data[below! + right]!];
      const [across, down] = [c + 2 * f + i - a - 2 * d - g, g + 2 * h + i - a - 2 * b - c];
      const at = y * width + x;
      dx[at] = across;
      dy[at] = down;
      length[at] = Math.abs(across) + Math.abs(down);
    }
  }
  return { dx, dy, length };
}

/** The tangent of 22.5 degrees in units of 1 / 32768. */
const TANGENT = 13573;

/**
 * Is a gradient longer than its two neighbours along its direction, which is rounded to one of four? Of two that are as
 * long, the one on the right or below wins along the axes, and none on a diagonal; beyond the border there are none.
 */
function isMaximum(
  { dx, dy, length }: Gradients,
  { width, height }: GreyImage,
  x: number,
  y: number,
): boolean {
  const at = y * width + x;
  const lengthAt = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= width || row >= height ? 0 : length[row * width + column]!;
  const own = length[at]!;
  const [across, down] = [Math.abs(dx[at]!), Math.abs(dy[at]!) * 32768];
  const flat = across * TANGENT;
  if (down < flat) return own > lengthAt(x - 1, y) && own >= lengthAt(x + 1, y);
  if (down > flat + across * 65536) return own > lengthAt(x, y - 1) && own >= lengthAt(x, y + 1);
  const slope = (dx[at]! ^ dy[at]!) < 0 ? -1 : 1;
  return own > lengthAt(x - slope, y - 1) && own > lengthAt(x + slope, y + 1);
}

/** Marks every ridge that is connected with a start, also over corners. */
function follow(
  starts: number[],
  isRidge: Uint8Array,
  { width, height }: GreyImage,
  edges: Uint8ClampedArray,
): void {
  for (const start of starts) edges[start] = 255;
  for (let at = starts.pop(); at !== undefined; at = starts.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
      for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
        const next = row * width + column;
        if (isRidge[next] !== 1 || edges[next] === 255) continue;
        edges[next] = 255;
        starts.push(next);
      }
    }
  }
}
