/*
 * Work on a picture in overlapping tiles of one size, joined by linear feathering (diffusers: `AutoencoderKL.tiled_decode`).
 * Where diffusers cuts the last tiles short, all are whole here and spread evenly, since graphs have one static size.
 */

/** Sides, in whatever unit: px or latent cells. */
export interface Extent {
  readonly height: number;
  readonly width: number;
}

/** Tiles of one size that cover an area. */
export interface Tiling {
  readonly tile: Extent;
  /** First row of each row of tiles, ascending from 0; the last tile ends at the border. */
  readonly rows: readonly number[];
  /** First column of each column of tiles. */
  readonly columns: readonly number[];
}

/**
 * Covers an area with as few tiles as the overlap allows.
 *
 * @param size - the area, in cells
 * @param side - of a tile, in cells; an area that is narrower has tiles as narrow as it is
 * @param overlap - the least that neighbours share, in cells, below `side`
 */
export function planTiling(size: Extent, side: number, overlap: number): Tiling {
  const tile = { height: Math.min(side, size.height), width: Math.min(side, size.width) };
  const starts = (whole: number, part: number): number[] => {
    const count = whole <= part ? 1 : Math.ceil((whole - overlap) / (part - overlap));
    return Array.from({ length: count }, (_, i) => Math.round((i * (whole - part)) / Math.max(count - 1, 1)));
  };
  return { tile, rows: starts(size.height, tile.height), columns: starts(size.width, tile.width) };
}

/** What {@link mapTiles} works on. */
export interface TiledWork {
  readonly tiling: Tiling;
  /** The area that the tiling covers, in cells. */
  readonly size: Extent;
  /** float32 `[channels, height * cellIn, width * cellIn]` */
  readonly planes: Float32Array;
  /** Values of a cell's side in `planes`: 1 for latents, the latent factor for pixels. */
  readonly cellIn: number;
  /** Values of a cell's side in the result. */
  readonly cellOut: number;
}

/**
 * Gives each tile to `run`, one after the other, and joins what it gives.
 *
 * @param run - from `[channels, tile]` to planes of the same tile, of any number of channels
 * @returns float32 `[channels, height * cellOut, width * cellOut]`
 */
export async function mapTiles(
  { tiling, size, planes, cellIn, cellOut }: TiledWork,
  run: (tile: Float32Array) => Promise<Float32Array>,
): Promise<Float32Array> {
  const { tile, rows, columns } = tiling;
  const source = planesOver(planes, scaled(size, cellIn));
  const out = scaled(tile, cellOut);
  let whole: Planes | undefined;
  for (const [i, row] of rows.entries()) {
    let strip: Planes | undefined;
    for (const [j, column] of columns.entries()) {
      const place = { top: row * cellIn, left: column * cellIn, ...scaled(tile, cellIn) };
      const piece = planesOver(await run(cut(source, place)), out);
      strip ??= emptyPlanes(piece.channels, { height: out.height, width: size.width * cellOut });
      const fade = shared(columns, j, tile.width) * cellOut;
      lay(strip, piece, { top: 0, left: column * cellOut, fadeRows: 0, fadeColumns: fade });
    }
    if (!strip) continue;
    whole ??= emptyPlanes(strip.channels, scaled(size, cellOut));
    const fade = shared(rows, i, tile.height) * cellOut;
    lay(whole, strip, { top: row * cellOut, left: 0, fadeRows: fade, fadeColumns: 0 });
  }
  return whole?.data ?? new Float32Array(0);
}

interface Planes extends Extent {
  readonly data: Float32Array;
  readonly channels: number;
}

function planesOver(data: Float32Array, size: Extent): Planes {
  return { ...size, data, channels: data.length / (size.height * size.width) };
}

function emptyPlanes(channels: number, size: Extent): Planes {
  return { ...size, channels, data: new Float32Array(channels * size.height * size.width) };
}

function scaled({ height, width }: Extent, factor: number): Extent {
  return { height: height * factor, width: width * factor };
}

/** How many cells a tile shares with the one before it. */
function shared(starts: readonly number[], index: number, side: number): number {
  return index === 0 ? 0 : starts[index - 1]! + side - starts[index]!;
}

interface Place extends Extent {
  readonly top: number;
  readonly left: number;
}

function cut(from: Planes, { top, left, height, width }: Place): Float32Array {
  const part = new Float32Array(from.channels * height * width);
  for (let channel = 0; channel < from.channels; channel++) {
    for (let y = 0; y < height; y++) {
      const start = (channel * from.height + top + y) * from.width + left;
      part.set(from.data.subarray(start, start + width), (channel * height + y) * width);
    }
  }
  return part;
}

interface Feather {
  readonly top: number;
  readonly left: number;
  /** Over so many rows and columns the piece takes the place of what was there before. */
  readonly fadeRows: number;
  readonly fadeColumns: number;
}

function lay(onto: Planes, piece: Planes, { top, left, fadeRows, fadeColumns }: Feather): void {
  for (let channel = 0; channel < piece.channels; channel++) {
    for (let y = 0; y < piece.height; y++) {
      const down = y < fadeRows ? y / fadeRows : 1;
      const from = (channel * piece.height + y) * piece.width;
      const to = (channel * onto.height + top + y) * onto.width + left;
      for (let x = 0; x < piece.width; x++) {
        const share = x < fadeColumns ? (down * x) / fadeColumns : down;
        onto.data[to + x] = onto.data[to + x]! * (1 - share) + piece.data[from + x]! * share;
      }
    }
  }
}
