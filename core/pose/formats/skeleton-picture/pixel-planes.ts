/*
 * What each pixel of a skeleton's drawing may belong to, told by its colour alone.
 */
import type { RgbaImage } from '../../../image/index.ts';

/**
 * Kinds of pixels: joints, dots and lines of hands have full colours, limbs 60 % of them, dots of faces are white. What is
 * mixed was drawn over something and hides it.
 */
export const KIND = { black: 0, dim: 1, full: 2, white: 3, mixed: 4 } as const;

/** A picture taken apart by colour. */
export interface PixelPlanes {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** Of {@link KIND}, `[height, width]`. */
  readonly kind: Uint8Array;
  /** Hue in degrees, 0 to 360, `[height, width]`; without meaning where there is no colour. */
  readonly hue: Float32Array;
}

/** Below this a pixel counts as background; limbs have 153. */
const DARKEST = 60;
/** Between limbs at 153 and joints at 255; the averaged edge of a small disc counts to it from here on. */
const FULL = 196;
/** Share of colour below which a pixel is grey. */
const GREY = 0.4;
const HUES = 360;

/** Takes a picture apart. Transparency counts as black. */
export function pixelPlanes({ width, height, data }: RgbaImage): PixelPlanes {
  const area = width * height;
  const kind = new Uint8Array(area);
  const hue = new Float32Array(area);
  for (let i = 0; i < area; i++) {
    const alpha = (data[4 * i + 3] ?? 0) / 255;
    const [red, green, blue] = [data[4 * i] ?? 0, data[4 * i + 1] ?? 0, data[4 * i + 2] ?? 0];
    const most = Math.max(red, green, blue) * alpha;
    if (most < DARKEST) continue;
    const colour = most - Math.min(red, green, blue) * alpha;
    if (colour < GREY * most) {
      kind[i] = KIND.white;
      continue;
    }
    kind[i] = most >= FULL ? KIND.full : KIND.dim;
    hue[i] = hueOf(red * alpha, green * alpha, blue * alpha);
  }
  return { width, height, kind, hue };
}

function hueOf(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (most === red) return (60 * ((green - blue) / span) + HUES) % HUES;
  return most === green ? 60 * ((blue - red) / span) + 120 : 60 * ((red - green) / span) + 240;
}

/** Which of evenly spaced hues, beginning with red, a hue is nearest to. */
export function hueClass(hue: number, classes: number): number {
  return Math.round((hue * classes) / HUES) % classes;
}

/** The kind of a pixel; undefined outside of the picture. */
export function kindAt({ width, height, kind }: PixelPlanes, x: number, y: number): number | undefined {
  return x >= 0 && y >= 0 && x < width && y < height ? kind[y * width + x] : undefined;
}

/** Indices of the px of a kind, by the hue that they are nearest to. */
export function pixelsByHue({ kind, hue }: PixelPlanes, wanted: number, classes: number): number[][] {
  const lists = Array.from({ length: classes }, (): number[] => []);
  for (let index = 0; index < kind.length; index++) {
    if (kind[index] === wanted) lists[hueClass(hue[index] ?? 0, classes)]?.push(index);
  }
  return lists;
}

/** Gives planes another size, where every px is the nearest one of before. */
export function nearestPlanes(planes: PixelPlanes, width: number, height: number): PixelPlanes {
  const kind = new Uint8Array(width * height);
  const hue = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * planes.height) / height) * planes.width;
    for (let x = 0; x < width; x++) {
      const from = row + Math.floor(((x + 0.5) * planes.width) / width);
      kind[y * width + x] = planes.kind[from] ?? KIND.black;
      hue[y * width + x] = planes.hue[from] ?? 0;
    }
  }
  return { width, height, kind, hue };
}
