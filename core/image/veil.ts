import { resizeImage } from './resize.ts';
import { blankImage, type RgbaImage } from './rgba.ts';

/** Cells along the longer side: enough for the mood of the colours, too few for what is shown. */
const CELLS = 8;

/**
 * Blurs a picture until nothing can be made out: the means of a few cells, with smooth passages between them. It is opaque, and
 * what is lost cannot be won back from it.
 *
 * @returns a picture of the same size
 */
export function veil(image: RgbaImage): RgbaImage {
  const { width, height } = image;
  const share = CELLS / Math.max(width, height);
  const columns = Math.max(1, Math.round(width * share));
  const rows = Math.max(1, Math.round(height * share));
  const cells = resizeImage(image, columns, rows);
  const veiled = blankImage(width, height);
  const across = passages(width, columns);
  passages(height, rows).forEach(([above, below, down], y) => {
    across.forEach(([left, right, along], x) => {
      for (let channel = 0; channel < 3; channel++) {
        const at = (row: number, column: number): number =>
          cells.data[4 * (row * columns + column) + channel]!;
        const upper = at(above, left) * (1 - along) + at(above, right) * along;
        const lower = at(below, left) * (1 - along) + at(below, right) * along;
        veiled.data[4 * (y * width + x) + channel] = upper * (1 - down) + lower * down;
      }
    });
  });
  return veiled;
}

/** For each pixel of an axis: the cells before and after it, and its share of the way between them. */
function passages(
  length: number,
  cells: number,
): (readonly [before: number, after: number, share: number])[] {
  return Array.from({ length }, (_, i) => {
    const place = Math.min(cells - 1, Math.max(0, ((i + 0.5) * cells) / length - 0.5));
    const before = Math.floor(place);
    return [before, Math.min(cells - 1, before + 1), place - before];
  });
}
