/*
 * Hands: blue dots, joined by thin lines whose colours tell which is which.
 */
import { BODY, HAND_COLOURS, HAND_EDGES } from '../../skeleton.ts';
import { PART_SIZES, type Point } from '../../types.ts';
import { DISC_RADIUS } from './discs.ts';
import { distance, distanceToLine } from './geometry.ts';
import type { Figure, Joint } from './limbs.ts';
import { hueClass, KIND, kindAt, type PixelPlanes } from './pixel-planes.ts';

/** A hand that was seen: its 21 points, null where one was not. */
export type Hand = readonly (Point | null)[];

const HAND_HUES = HAND_COLOURS.length;
const FINGERS = 5;
const FINGER_EDGES = 4;
/** Share of the line between two dots that must have its colour, and that may be black. */
const LEAST_SEEN = 0.5;
const MOST_BLACK = 0.2;
/** Longest line of a hand, in px at the working size. */
const LONGEST = 160;
/** Dots that lie so close that they hide the line between them. */
const TOUCHING = 2 * DISC_RADIUS + 3;

/** The lines of hands that were seen between dots. */
type Lines = ReadonlyMap<Point, readonly Line[]>;

interface Line {
  readonly edge: number;
  readonly to: Point;
  readonly score: number;
}

/** Finds the hands among dots: around every dot that lines of several fingers start from. */
export function findHands(planes: PixelPlanes, dots: readonly Point[]): Hand[] {
  const lines = linesBetween(planes, dots);
  const free = new Set(dots);
  const fingersAt = (dot: Point): number =>
    new Set((lines.get(dot) ?? []).filter(({ edge }) => edge % FINGER_EDGES === 0).map(({ edge }) => edge))
      .size;
  const wrists = dots.filter((dot) => fingersAt(dot) >= 2).toSorted((a, b) => fingersAt(b) - fingersAt(a));
  return wrists.flatMap((wrist) => (free.has(wrist) ? [handFrom(wrist, lines, free)] : []));
}

function handFrom(wrist: Point, lines: Lines, free: Set<Point>): Hand {
  const hand: (Point | null)[] = Array.from({ length: PART_SIZES.leftHand }, () => null);
  hand[0] = wrist;
  free.delete(wrist);
  for (let finger = 0; finger < FINGERS; finger++) {
    let at: Point | undefined = wrist;
    for (let joint = 0; joint < FINGER_EDGES; joint++) {
      const edge = finger * FINGER_EDGES + joint;
      at = nextOn(edge, at, lines, free);
      if (!at) break;
      free.delete(at);
      hand[edge + 1] = at;
    }
  }
  return hand;
}

/** The dot at the other end of a line; where dots hide the line, the one from which the finger's next line goes on. */
function nextOn(edge: number, from: Point, lines: Lines, free: ReadonlySet<Point>): Point | undefined {
  const seen = (lines.get(from) ?? []).filter((line) => line.edge === edge && free.has(line.to));
  const best = seen.toSorted((a, b) => b.score - a.score)[0];
  if (best) return best.to;
  const touching = [...free]
    .filter((dot) => distance(dot, from) <= TOUCHING)
    .toSorted((a, b) => distance(a, from) - distance(b, from));
  const isTip = edge % FINGER_EDGES === FINGER_EDGES - 1;
  if (isTip) return touching.find((dot) => !lines.get(dot)?.length) ?? undefined;
  return touching.find((dot) => lines.get(dot)?.some((line) => line.edge === edge + 1));
}

function linesBetween(planes: PixelPlanes, dots: readonly Point[]): Lines {
  const lines = new Map<Point, Line[]>(dots.map((dot) => [dot, []]));
  dots.forEach((from, index) => {
    for (const to of dots.slice(index + 1)) {
      const line = distance(from, to) <= LONGEST ? lineBetween(planes, from, to) : undefined;
      if (!line) continue;
      lines.get(from)?.push({ ...line, to });
      lines.get(to)?.push({ ...line, to: from });
    }
  });
  return lines;
}

/** The edge whose colour most of a line has. */
function lineBetween(planes: PixelPlanes, from: Point, to: Point): Omit<Line, 'to'> | undefined {
  const length = distance(from, to);
  const margin = DISC_RADIUS + 0.5;
  const seen = new Map<number, number>();
  let [black, count] = [0, 0];
  for (let along = margin; along <= length - margin; along += 0.5) {
    const share = along / length;
    const x = Math.round(from.x + (to.x - from.x) * share);
    const y = Math.round(from.y + (to.y - from.y) * share);
    const kind = kindAt(planes, x, y);
    if (kind === undefined) continue;
    count++;
    if (kind === KIND.black) black++;
    if (kind !== KIND.full && kind !== KIND.dim) continue;
    const edge = hueClass(planes.hue[y * planes.width + x] ?? 0, HAND_HUES);
    seen.set(edge, (seen.get(edge) ?? 0) + 1);
  }
  const [best] = [...seen].toSorted((a, b) => b[1] - a[1]);
  if (!best || black > MOST_BLACK * count || best[1] < LEAST_SEEN * count) return undefined;
  return { edge: best[0], score: best[1] / count };
}

/** A disc that is less visible than this, and lies on a hand, is a part of the hand's lines. */
const WHOLE = 0.75;

/** Whether a disc that looked like a joint is a dot of a hand, which has the colour of the left knee, or made of its lines. */
export function isOfHand({ centre, visible }: Joint, hands: readonly Hand[]): boolean {
  return hands.some(
    (hand) =>
      hand.includes(centre) ||
      (visible < WHOLE &&
        HAND_EDGES.some(([first, second]) => {
          const [from, to] = [hand[first], hand[second]];
          return from && to && distanceToLine(centre, from, to) <= DISC_RADIUS;
        })),
  );
}

/** The two hands of a figure. */
export interface HandsOfFigure {
  readonly leftHand?: Hand;
  readonly rightHand?: Hand;
}

const SIDES = [
  { part: 'leftHand', wrist: BODY.leftWrist, elbow: BODY.leftElbow },
  { part: 'rightHand', wrist: BODY.rightWrist, elbow: BODY.rightElbow },
] as const;

/**
 * Gives each hand to the figure whose wrist is nearest to its own, or whose elbow is where that wrist was not seen.
 *
 * @returns for each figure its hands, and the hands that are left because all figures have theirs
 */
export function giveHands(
  figures: readonly Figure[],
  hands: readonly Hand[],
): { readonly given: readonly HandsOfFigure[]; readonly left: readonly Hand[] } {
  const offers = hands.flatMap((hand) =>
    figures.flatMap((figure, index) =>
      SIDES.flatMap(({ part, wrist, elbow }) => {
        const joint = figure.get(wrist) ?? figure.get(elbow);
        const root = hand[0];
        return joint && root ? [{ hand, index, part, apart: distance(joint.centre, root) }] : [];
      }),
    ),
  );
  const given: { leftHand?: Hand; rightHand?: Hand }[] = figures.map(() => ({}));
  const left = new Set(hands);
  for (const { hand, index, part } of offers.toSorted((a, b) => a.apart - b.apart)) {
    const figure = given[index];
    if (!figure || figure[part] || !left.has(hand)) continue;
    figure[part] = hand;
    left.delete(hand);
  }
  return { given, left: [...left] };
}

/** Puts a wrist that was not seen where the hand's own is that lies over it. */
export function withWrists(figure: Figure, { leftHand, rightHand }: HandsOfFigure): Figure {
  const joints = new Map<number, Joint>(figure);
  for (const [hand, name] of [[leftHand, BODY.leftWrist] as const, [rightHand, BODY.rightWrist] as const]) {
    const centre = hand?.[0];
    const known = figure.get(name);
    const isHidden = !known || (known.visible === 0 && centre && distance(known.centre, centre) <= TOUCHING);
    if (centre && isHidden) joints.set(name, { name, centre, visible: 0 });
  }
  return joints;
}
