/** One run of the network over a whole picture. */
export interface Pass {
  /** Factor on both sides that comes out. */
  readonly scale: number;
  /** Side of the boxes of the network's pixels that are averaged to one. */
  readonly box: number;
}

/**
 * How a network that enlarges by `own` makes a picture larger by `factor`: again and again, and averaged in the last pass where
 * that would be too much.
 */
export function passesFor(factor: number, own: number): readonly Pass[] {
  if (factor <= 1) return [];
  const scale = Math.min(factor, own);
  return [{ scale, box: own / scale }, ...passesFor(factor / scale, own)];
}

/**
 * Averages boxes of values.
 *
 * @param planes - float32 `[channels, height, width]` with sides that the box divides
 * @returns float32 `[channels, height / box, width / box]`
 */
export function averageBoxes(planes: Float32Array, width: number, box: number): Float32Array {
  if (box === 1) return planes;
  const narrow = width / box;
  const averaged = new Float32Array(planes.length / box ** 2);
  for (let i = 0; i < planes.length; i++) {
    const [row, column] = [Math.floor(i / width), i % width];
    const to = Math.floor(row / box) * narrow + Math.floor(column / box);
    averaged[to] = (averaged[to] ?? 0) + (planes[i] ?? 0) / box ** 2;
  }
  return averaged;
}
