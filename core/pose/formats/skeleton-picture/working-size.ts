/*
 * The size at which a drawing is looked at: the one at which its discs have the radius that they have at 512 px.
 */
import { type RgbaImage, resizeImage } from '../../../image/index.ts';
import { words } from '../../../words/index.ts';
import { badPose } from '../bad-pose.ts';
import { blendedPlanes, isBlended } from './blended.ts';
import { DISC_RADIUS } from './discs.ts';
import { withoutNoise } from './noise.ts';
import { KIND, nearestPlanes, pixelPlanes, type PixelPlanes } from './pixel-planes.ts';

/** Short side in px of the drawing that the widths are given for. */
const DRAWING_SIDE = 512;
/** Discs that are measured, at least, to trust them more than the picture's size. */
const ENOUGH_DISCS = 3;
/** How much measured and expected radius differ when drawings of 512 px were resized: rounding only. */
const LIKE = 1.2;
/** Radius in px below which joints cannot be told from limbs; that of drawings with a short side of 96 px. */
const LEAST_RADIUS = 0.75;
/** Largest side in px that is looked at. */
const LARGEST_SIDE = 4096;

/** A picture at its working size. */
export interface WorkingPicture {
  readonly planes: PixelPlanes;
  /** Working px for each px of the original. */
  readonly scale: number;
  /** Are limbs mixed with what lies below them? */
  readonly blended: boolean;
}

/**
 * Brings a drawing to the size at which its discs have a radius of {@link DISC_RADIUS}.
 *
 * @throws ArmatureError `bad-pose` when the discs are too small to be seen
 */
export function workingPicture(original: RgbaImage): WorkingPicture {
  const blended = isBlended(original);
  const image = blended ? original : withoutNoise(original);
  const planes = blended ? blendedPlanes(image) : pixelPlanes(image);
  const short = Math.min(image.width, image.height);
  const expected = (DISC_RADIUS * short) / DRAWING_SIDE;
  const measured = discRadius(planes);
  const isLike = measured !== undefined && measured < expected * LIKE && measured > expected / LIKE;
  const radius = measured === undefined || isLike ? expected : measured;
  if (radius < LEAST_RADIUS) throw tooSmall(image);
  const largest = LARGEST_SIDE / Math.max(image.width, image.height);
  const scale = Math.min(DISC_RADIUS / radius, largest);
  if (scale === 1) return { planes, scale, blended };
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  // Averages of mixtures are colours that nothing has.
  const resized = blended
    ? nearestPlanes(planes, width, height)
    : pixelPlanes(resizeImage(image, width, height));
  return { planes: resized, scale, blended };
}

function tooSmall({ width, height }: RgbaImage): Error {
  const least = (LEAST_RADIUS * DRAWING_SIDE) / DISC_RADIUS;
  return badPose(
    words`The picture is too small to tell the joints of a skeleton apart: it is ${width}x${height} px.`,
    words`Open the skeleton at ${least} px or more, or the pose as JSON.`,
  );
}

/** The radius in px that most round spots of full colour have; undefined where there are hardly any. */
function discRadius(planes: PixelPlanes): number | undefined {
  const radii = fullSpots(planes).flatMap(({ area, width, height }) => {
    const filled = area / (width * height);
    const isRound = Math.max(width, height) <= 1.2 * Math.min(width, height) && filled > 0.58 && filled < 0.9;
    return isRound && area > 12 ? [Math.sqrt(area / Math.PI)] : [];
  });
  if (radii.length < ENOUGH_DISCS) return undefined;
  return radii.toSorted((a, b) => a - b)[Math.floor(radii.length / 2)];
}

interface Spot {
  readonly area: number;
  readonly width: number;
  readonly height: number;
}

/** Connected spots of full colour whose hue does not change by more than noise. */
function fullSpots({ width, height, kind, hue }: PixelPlanes): Spot[] {
  const seen = new Uint8Array(width * height);
  const spots: Spot[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || kind[start] !== KIND.full) continue;
    seen[start] = 1;
    const spot = [start];
    for (let next = 0; next < spot.length; next++) {
      const at = spot[next] ?? 0;
      for (const to of neighbours(at, width, height)) {
        if (seen[to] || kind[to] !== KIND.full || Math.abs((hue[to] ?? 0) - (hue[start] ?? 0)) > 8) continue;
        seen[to] = 1;
        spot.push(to);
      }
    }
    spots.push(extentOf(spot, width));
  }
  return spots;
}

function neighbours(at: number, width: number, height: number): number[] {
  const x = at % width;
  const y = Math.floor(at / width);
  return [
    ...(x > 0 ? [at - 1] : []),
    ...(x < width - 1 ? [at + 1] : []),
    ...(y > 0 ? [at - width] : []),
    ...(y < height - 1 ? [at + width] : []),
  ];
}

function extentOf(spot: readonly number[], rowLength: number): Spot {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const at of spot) {
    const [x, y] = [at % rowLength, Math.floor(at / rowLength)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { area: spot.length, width: right - left + 1, height: bottom - top + 1 };
}
