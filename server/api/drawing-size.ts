/** Size of a picture in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Latents come in cells of this many px. */
const CELL = 8;
const LEAST_SIDE = 64;

/**
 * The size at which a model draws what is asked for. Models draw well at the sizes that they were trained for; a picture
 * whose longer side is outside of them is drawn at the nearest one, with the aspect kept as well as cells allow, and
 * brought to the size that was asked for afterwards.
 *
 * @param sizes - sides that the model was trained for, in px
 */
export function drawingSize({ width, height }: Size, sizes: readonly number[]): Size {
  const longer = Math.max(width, height);
  const drawn = Math.min(Math.max(longer, Math.min(...sizes)), Math.max(...sizes));
  if (drawn === longer) return { width, height };
  const side = (asked: number): number =>
    Math.max(LEAST_SIDE, CELL * Math.round((asked * drawn) / longer / CELL));
  return { width: side(width), height: side(height) };
}
