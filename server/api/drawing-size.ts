import { blankImage, resizeBicubic, type RgbaImage } from '../../core/image/index.ts';

/** Size of a picture in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a model draws what is asked for. */
export interface DrawingPlan {
  /** The canvas that the model fills, each side as it was trained for. */
  readonly canvas: Size;
  /** The middle of the canvas that has the aspect that was asked for; it becomes the picture. */
  readonly part: Size;
}

/** Latents come in cells of this many px. */
const CELL = 8;
/** The longer side may be this much longer than the sides that the model was trained for, which 2:3 and 3:2 need. */
const LONGEST = 1.5;

/**
 * Plans the size at which a model draws. Models draw well near the sizes that they were trained for: a picture whose
 * shorter side is above or below them is drawn at the nearest of them and resized. It is the shorter side that counts,
 * because skeletons are drawn with lines in proportion to it, and thinner ones are not followed. A picture that is longer
 * still is cut from the middle of a wider one.
 *
 * @param sizes - sides that the model was trained for, in px
 */
export function planDrawing({ width, height }: Size, sizes: readonly number[]): DrawingPlan {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  const nearest = Math.min(Math.max(shorter, least), most);
  const scale = Math.min(nearest / shorter, (LONGEST * most) / longer);
  const cells = (side: number): number => Math.max(least, CELL * Math.ceil((side * scale) / CELL));
  const whole = (side: number): number => Math.max(1, Math.round(side * scale));
  return {
    canvas: { width: cells(width), height: cells(height) },
    part: { width: whole(width), height: whole(height) },
  };
}

/** Cuts the picture from a finished canvas and brings it to the size that was asked for. */
export function cutPicture(canvas: RgbaImage, { part }: DrawingPlan, { width, height }: Size): RgbaImage {
  return resizeBicubic(middleOf(canvas, part), width, height);
}

function middleOf(image: RgbaImage, { width, height }: Size): RgbaImage {
  if (width === image.width && height === image.height) return image;
  const middle = blankImage(width, height);
  const left = Math.floor((image.width - width) / 2);
  const top = Math.floor((image.height - height) / 2);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((top + y) * image.width + left);
    middle.data.set(image.data.subarray(from, from + 4 * width), 4 * y * width);
  }
  return middle;
}
