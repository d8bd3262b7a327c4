import type { Region } from './boxes.ts';
import { KEYPOINT_VALUES } from './found.ts';
import { checkedOutput, type NetworkOutput } from './network-output.ts';

/** Standard deviation of the blur before peaks are refined, in cells. */
const BLUR = 0.8;
/** Cells to each side that the blur sees. */
const BLUR_RADIUS = 5;
/** Values are kept in this range before their logarithm is taken. */
const LEAST = 0.001;
const MOST = 50;
/** Of float32: keeps a flat peak's Hessian invertible. */
const EPSILON = 2 ** -23;

/** Cells of one keypoint, row by row. */
interface Heatmap {
  readonly width: number;
  readonly height: number;
  readonly cells: Float32Array;
}

/**
 * Reads keypoints from heatmaps: each peak is refined by the maximum of a quadratic through the logarithm of the blurred
 * map (DARK: Zhang et al., 2020; UDP: Huang et al., 2020), as transformers' `VitPoseImageProcessor` does with its kernel
 * of 11 cells.
 *
 * @param output - `[1, keypoints, height, width]`
 * @param region - that the network has looked at, its border aligned with centres of cells
 * @returns float32 `[keypoints, 3]`: x and y in px of the picture, and the peak as the score
 * @throws ArmatureError `unsupported-model` or `bad-output`, as {@link checkedOutput}
 */
export function decodeHeatmaps(
  output: NetworkOutput | undefined,
  region: Region,
  keypoints: number,
): Float32Array {
  const { data, shape } = checkedOutput(output, {
    name: 'heatmaps',
    shape: [1, keypoints, undefined, undefined],
  });
  const [, , height = 0, width = 0] = shape;
  const found = new Float32Array(keypoints * KEYPOINT_VALUES);
  for (let i = 0; i < keypoints; i++) {
    const cells = Float32Array.from(data.subarray(i * width * height, (i + 1) * width * height));
    const peak = largest(cells);
    const [x, y] = refined({ width, height, cells }, peak);
    found[i * KEYPOINT_VALUES] = region.x - region.width / 2 + x * (region.width / (width - 1));
    found[i * KEYPOINT_VALUES + 1] = region.y - region.height / 2 + y * (region.height / (height - 1));
    found[i * KEYPOINT_VALUES + 2] = cells[peak]!;
  }
  return found;
}

function largest(cells: Float32Array): number {
  let best = 0;
  for (let i = 1; i < cells.length; i++) if (cells[i]! > cells[best]!) best = i;
  return best;
}

/** The maximum of the quadratic at a peak, in cells. */
function refined(map: Heatmap, peak: number): readonly [x: number, y: number] {
  const column = peak % map.width;
  const row = Math.floor(peak / map.width);
  const at = logarithmAround(map, column, row);
  const dx = 0.5 * (at(1, 0) - at(-1, 0));
  const dy = 0.5 * (at(0, 1) - at(0, -1));
  const dxx = at(1, 0) - 2 * at(0, 0) + at(-1, 0) + EPSILON;
  const dyy = at(0, 1) - 2 * at(0, 0) + at(0, -1) + EPSILON;
  const dxy = 0.5 * (at(1, 1) - at(1, 0) - at(0, 1) + 2 * at(0, 0) - at(-1, 0) - at(0, -1) + at(-1, -1));
  const determinant = dxx * dyy - dxy * dxy;
  return [column - (dyy * dx - dxy * dy) / determinant, row - (dxx * dy - dxy * dx) / determinant];
}

/** The logarithm of the blurred map beside a cell; beyond the edge it goes on as it ends. */
function logarithmAround(map: Heatmap, column: number, row: number): (dx: number, dy: number) => number {
  const kernel = gaussian(BLUR, BLUR_RADIUS);
  return (dx, dy) => {
    const x = clamp(column + dx, map.width);
    const y = clamp(row + dy, map.height);
    const level = blurredAt(map, kernel, x, y);
    return Math.fround(Math.log(Math.min(MOST, Math.max(LEAST, level))));
  };
}

/** One cell of the blurred map: first down its columns, then along its row, each rounded to float32. */
function blurredAt(map: Heatmap, kernel: Float64Array, x: number, y: number): number {
  let sum = 0;
  for (let i = 0; i < kernel.length; i++) {
    const column = reflect(x + i - BLUR_RADIUS, map.width);
    let down = 0;
    for (let j = 0; j < kernel.length; j++) {
      const row = reflect(y + j - BLUR_RADIUS, map.height);
      down += kernel[j]! * map.cells[row * map.width + column]!;
    }
    sum += kernel[i]! * Math.fround(down);
  }
  return Math.fround(sum);
}

function gaussian(deviation: number, radius: number): Float64Array {
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp((-0.5 * (i - radius) ** 2) / deviation ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The index that lies as far inside of an edge as the given one lies outside, the edge cell counted twice. */
function reflect(index: number, count: number): number {
  const period = 2 * count;
  const wrapped = ((index % period) + period) % period;
  return wrapped < count ? wrapped : period - 1 - wrapped;
}

function clamp(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}
