/*
 * Drawings of the first ControlNet (lllyasviel/ControlNet, annotator/openpose): all joints first, then limb after limb,
 * each mixed with what lies below it at 0.6 to 0.4. Where limbs and joints overlap there are colours that no part has.
 */
import type { RgbaImage } from '../../../image/index.ts';
import { words } from '../../../words/index.ts';
import type { Rgb } from '../../raster/surface.ts';
import { BODY_COLOURS, BODY_LIMBS, HAND_COLOURS } from '../../skeleton.ts';
import { badPose } from '../bad-pose.ts';
import { DISC_RADIUS } from './discs.ts';
import { distance } from './geometry.ts';
import type { Joint } from './limbs.ts';
import { KIND, pixelPlanes, type PixelPlanes } from './pixel-planes.ts';

/** Share of a limb in the mixture with what lies below it. */
const LIMB_SHARE = 0.6;
/** How far each channel may be from a colour that is drawn: mixtures are rounded. */
const TOLERANCE = 2;
/** Px of mixed colours that other drawings do not have, and for each px of a joint's colour. */
const FEWEST_MIXED = 12;
const LEAST_MIXED = 0.03;
/** Share of the px above `DARKEST` that have a colour which is drawn; noise has mixtures by chance. */
const LEAST_EXACT = 0.35;
const DARKEST = 40;

/** Share of the joints of a blended drawing that show themselves, at least. */
const LEAST_SEEN = 0.65;
/** Joints that lie on another one: more are mixtures that look like joints, once a drawing is no longer exact. */
const MOST_OVERLAPPING = 0.3;
/** With fewer joints a share says nothing. */
const ENOUGH_JOINTS = 8;

/** Each colour by its number, so that whole pictures are looked up at once. */
type Colours = ReadonlySet<number>;

const JOINTS: Colours = around(BODY_COLOURS);
const LIMBS: Colours = around(BODY_LIMBS.map((_, limb) => mixed(BODY_COLOURS[limb]!, [0, 0, 0])));
const HANDS: Colours = around(HAND_COLOURS);
/** A joint below the end of a limb of another colour. */
const MIXTURES: Colours = new Set(
  [
    ...around(
      BODY_LIMBS.flatMap((ends, limb) =>
        ends
          .filter((joint) => joint !== limb)
          .map((joint) => mixed(BODY_COLOURS[limb]!, BODY_COLOURS[joint]!)),
      ),
    ),
  ].filter((colour) => ![JOINTS, LIMBS, HANDS].some((others) => others.has(colour))),
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

/** Whether limbs are mixed with the joints below them. Pictures that were resized smoothly or have noise do not show it. */
export function isBlended({ width, height, data }: RgbaImage): boolean {
  let [joints, limbs, mixtures, coloured] = [0, 0, 0, 0];
  for (let at = 0; at < 4 * width * height; at += 4) {
    const red = data[at]!;
    const green = data[at + 1]!;
    const blue = data[at + 2]!;
    if (red < DARKEST && green < DARKEST && blue < DARKEST) continue;
    const colour = numberOf(red, green, blue);
    coloured++;
    if (JOINTS.has(colour)) joints++;
    else if (LIMBS.has(colour)) limbs++;
    else if (MIXTURES.has(colour)) mixtures++;
  }
  const exact = joints + limbs + mixtures;
  return exact >= LEAST_EXACT * coloured && mixtures >= FEWEST_MIXED && mixtures >= LEAST_MIXED * joints;
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

/**
 * Refuses joints most of which lie on each other.
 *
 * @throws ArmatureError `bad-pose`
 */
export function checkOverlap(joints: readonly Joint[]): void {
  const overlapping = joints.filter(({ name, centre }) =>
    joints.some((other) => other.name !== name && distance(other.centre, centre) <= DISC_RADIUS),
  );
  if (joints.length >= ENOUGH_JOINTS && overlapping.length > MOST_OVERLAPPING * joints.length)
    throw inexact();
}

/**
 * Refuses the joints of a blended drawing when too few of them were seen.
 *
 * @throws ArmatureError `bad-pose`
 */
export function checkSeen(joints: readonly Joint[]): void {
  const seen = joints.filter(({ visible }) => visible > 0);
  if (seen.length === 0 || seen.length < LEAST_SEEN * joints.length) throw inexact();
}

function inexact(): Error {
  return badPose(
    words`The limbs of the skeleton are mixed with its joints, as the first ControlNet drew them, and the picture was resized or compressed since: where its joints are cannot be told.`,
    words`Open the picture as it was first saved, or the pose as JSON.`,
  );
}
