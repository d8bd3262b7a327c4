/*
 * A picture is enlarged in tiles that overlap. What lies within the reach of a tile's inner border has not seen all that it
 * would see in the whole picture; neighbours share twice as much, and each gives its side of the middle. So the tiled
 * picture is the untiled one, whatever its size.
 */
import { blankImage, type RgbaImage } from './rgba.ts';
import type { Extent, Tiling } from './tiles.ts';

const CHANNELS = 3;
const WHITE = 255;

/** How tiles are laid out. */
export interface ReachTiling {
  /** The longest side of a tile in px, above twice the reach. */
  readonly side: number;
  /** How far a pixel of the result depends on pixels around it, in px of the small picture. */
  readonly reach: number;
}

/** Covers a picture with as few tiles of one size as there can be, no larger than they need to be. */
export function planReachTiling({ height, width }: Extent, { side, reach }: ReachTiling): Tiling {
  const rows = along(height, side, 2 * reach);
  const columns = along(width, side, 2 * reach);
  const tile = { height: rows.part, width: columns.part };
  return { tile, rows: rows.starts, columns: columns.starts };
}

function along(whole: number, side: number, shared: number): { part: number; starts: readonly number[] } {
  const count = whole <= side ? 1 : Math.ceil((whole - shared) / (side - shared));
  const part = Math.ceil((whole + (count - 1) * shared) / count);
  const step = (whole - part) / Math.max(count - 1, 1);
  return { part, starts: Array.from({ length: count }, (_, i) => Math.round(i * step)) };
}

/** What is enlarged, and how. */
export interface Enlargement {
  /** Transparent parts are laid on white, as everything here sees them. */
  readonly image: RgbaImage;
  readonly tiling: Tiling;
  /** Factor on both sides. */
  readonly scale: number;
}

/**
 * Gives each tile to `run`, one after the other, and joins what it gives.
 *
 * @param run - from RGB planes float32 `[3, tile]`, 0 to 1, to those of the tile enlarged
 * @returns an opaque picture
 */
export async function enlargeInTiles(
  { image, tiling, scale }: Enlargement,
  run: (planes: Float32Array) => Promise<Float32Array>,
): Promise<RgbaImage> {
  const { tile, rows, columns } = tiling;
  const large = blankImage(image.width * scale, image.height * scale);
  const vertical = sharesOf(rows, tile.height, image.height);
  const horizontal = sharesOf(columns, tile.width, image.width);
  for (const down of vertical) {
    for (const across of horizontal) {
      const planes = await run(cut(image, { top: down.start, left: across.start, ...tile }));
      lay(large, { planes, tile, scale, down, across });
    }
  }
  return large;
}

/** The part of one axis that a tile answers for, in px of the small picture. */
interface Share {
  /** Where the tile begins. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

function sharesOf(starts: readonly number[], part: number, whole: number): readonly Share[] {
  const seam = (i: number): number => {
    const [before, start] = [starts[i - 1], starts[i]];
    if (before === undefined || start === undefined) return i === 0 ? 0 : whole;
    return start + Math.floor((before + part - start) / 2);
  };
  return starts.map((start, i) => ({ start, from: seam(i), to: seam(i + 1) }));
}

interface Place extends Extent {
  readonly top: number;
  readonly left: number;
}

function cut(image: RgbaImage, { top, left, height, width }: Place): Float32Array {
  const area = height * width;
  const planes = new Float32Array(CHANNELS * area);
  for (let y = 0, to = 0; y < height; y++) {
    let from = 4 * ((top + y) * image.width + left);
    for (let x = 0; x < width; x++, to++, from += 4) {
      const alpha = image.data[from + 3]! / WHITE;
      for (let channel = 0; channel < CHANNELS; channel++) {
        planes[channel * area + to] = (image.data[from + channel]! / WHITE) * alpha + 1 - alpha;
      }
    }
  }
  return planes;
}

interface Piece {
  readonly planes: Float32Array;
  /** In px of the small picture. */
  readonly tile: Extent;
  readonly scale: number;
  readonly down: Share;
  readonly across: Share;
}

function lay(large: RgbaImage, { planes, tile, scale, down, across }: Piece): void {
  const width = tile.width * scale;
  const area = tile.height * scale * width;
  for (let y = down.from * scale; y < down.to * scale; y++) {
    let from = (y - down.start * scale) * width + (across.from - across.start) * scale;
    let to = 4 * (y * large.width + across.from * scale);
    for (let x = across.from; x < across.to; x++) {
      for (let i = 0; i < scale; i++, from++, to += 4) {
        // A Uint8ClampedArray clamps and rounds on assignment.
        for (let channel = 0; channel < CHANNELS; channel++) {
          large.data[to + channel] = planes[channel * area + from]! * WHITE;
        }
      }
    }
  }
}
