/*
 * Drawings of the first ControlNet (lllyasviel/ControlNet, annotator/openpose): all joints first, then limb after limb,
 * each mixed with what lies below it at 0.6 to 0.4. Where limbs and joints overlap there are colours that no part has.
 */
import type { RgbaImage } from '../../../image/index.ts';
import type { Rgb } from '../../raster/surface.ts';
import { BODY_COLOURS, BODY_LIMBS } from '../../skeleton.ts';
import { KIND, pixelPlanes, type PixelPlanes } from './pixel-planes.ts';

/** Share of a limb in the mixture with what lies below it. */
const LIMB_SHARE = 0.6;
/** How far each channel may be from a colour that is drawn: mixtures are rounded. */
const TOLERANCE = 2;
/** Px of mixed colours that other drawings do not have, and for each px of a joint's colour. */
const FEWEST_MIXED = 12;
const LEAST_MIXED = 0.03;


/** Each colour by its number, so that whole pictures are looked up at once. */
type Colours = ReadonlySet<number>;

const JOINTS: Colours = around(BODY_COLOURS);
const LIMBS: Colours = around(BODY_LIMBS.map((_, limb) => mixed(BODY_COLOURS[limb]!, [0, 0, 0])));
/** A joint below the end of a limb of another colour. */
const MIXTURES: Colours = new Set(
  [
    ...around(
      BODY_LIMBS.flatMap((ends, limb) =>
        ends.filter((joint) => joint !== limb).map((joint) => mixed(BODY_COLOURS[limb]!, BODY_COLOURS[joint]!)),
      ),
    ),
  ].filter((colour) => !JOINTS.has(colour) && !LIMBS.has(colour)),
);

function mixed(limb: Rgb, below: Rgb): Rgb {
  const channel = (at: 0 | 1 | 2): number => LIMB_SHARE * limb[at] + (1 - LIMB_SHARE) * below[at];
  return [channel(0), channel(1), channel(2)];
}

function around(colours: readonly Rgb[]): Colours {
  const numbers = new Set<number>();
  const steps = Array.from({ length: 2 * TOLERANCE + 1 }, (_, step) => step - TOLERANCE);
  const near = (value: number): number[] =>
    steps.map((step) => Math.round(value) + step).filter((level) => level >= 0 && level <= 255);
  for (const [red, green, blue] of colours) {
    for (const r of near(red)) {
      for (const g of near(green)) for (const b of near(blue)) numbers.add(numberOf(r, g, b));
    }
  }
  return numbers;
}

function numberOf(red: number, green: number, blue: number): number {
  return (red << 16) | (green << 8) | blue;
}

/** Whether limbs are mixed with the joints below them. Pictures that were resized smoothly do not show it. */
export function isBlended({ width, height, data }: RgbaImage): boolean {
  let [joints, mixtures] = [0, 0];
  for (let at = 0; at < 4 * width * height; at += 4) {
    const colour = numberOf(data[at]!, data[at + 1]!, data[at + 2]!);
    if (colour === 0) continue;
    if (JOINTS.has(colour)) joints++;
    else if (MIXTURES.has(colour)) mixtures++;
  }
  return mixtures >= FEWEST_MIXED && mixtures >= LEAST_MIXED * joints;
}

/**
 * Takes a blended drawing apart: joints and limbs are where their own colours are, and every mixture covers whatever lies
 * below it.
 */
export function blendedPlanes(image: RgbaImage): PixelPlanes {
  const planes = pixelPlanes(image);
  const { data } = image;
  const kind = planes.kind.map((of, index) => {
    if (of === KIND.black) return of;
    const colour = numberOf(data[4 * index]!, data[4 * index + 1]!, data[4 * index + 2]!);
    if (JOINTS.has(colour)) return KIND.full;
    return LIMBS.has(colour) ? KIND.dim : KIND.mixed;
  });
  return { ...planes, kind };
}
