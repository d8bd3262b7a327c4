/*
 * The diagrams of the inspector: where the points of each part are drawn, and which limbs the switches stand for.
 */
import {
  ANIMAL_COLOURS,
  ANIMAL_EDGES,
  BODY_COLOURS,
  BODY_KEYPOINT_NAMES,
  BODY_LIMBS,
  type Edge,
  FOOT_COLOURS,
  formOf,
  HAND_COLOURS,
  HAND_EDGES,
  type Keypoints,
  type PartName,
  type Point,
} from '../../../core/pose/index.ts';
import { words, type Words } from '../../../core/words/index.ts';

type Rgb = readonly [number, number, number];

/** The diagram of a part, in units of its own. */
export interface PointDiagram {
  readonly width: number;
  readonly height: number;
  readonly places: readonly Point[];
  readonly edges: readonly Edge[];
  /** CSS colours of points and edges. */
  readonly pointColours: readonly string[];
  readonly edgeColours: readonly string[];
  /** Radius of a point. */
  readonly dot: number;
  /** Radius of what marks a point that is pointed at or chosen. */
  readonly reach: number;
}

/** Width of a diagram, and its greatest height. */
const SIZE = { width: 260, height: 250 } as const;
const MARGIN = 18;
/** How far from a point a press still means it: dots that stand close share the room between them. */
const PRESS_REACH = 13;
const WHITE: Rgb = [255, 255, 255];
/** From the heel to both toes. */
const FOOT_EDGES: readonly Edge[] = [
  [2, 0],
  [2, 1],
  [5, 3],
  [5, 4],
];

/** Places of the 18 joints, told apart enough for a finger; the person's right is on the left, as it faces us. */
const BODY_PLACES: readonly Point[] = [
  { x: 110, y: 40 },
  { x: 110, y: 78 },
  { x: 76, y: 82 },
  { x: 52, y: 116 },
  { x: 34, y: 150 },
  { x: 144, y: 82 },
  { x: 168, y: 116 },
  { x: 186, y: 150 },
  { x: 92, y: 146 },
  { x: 86, y: 190 },
  { x: 82, y: 234 },
  { x: 128, y: 146 },
  { x: 134, y: 190 },
  { x: 138, y: 234 },
  { x: 92, y: 18 },
  { x: 128, y: 18 },
  { x: 66, y: 28 },
  { x: 154, y: 28 },
];

const BODY_DIAGRAM: PointDiagram = {
  ...{ width: 220, height: 250, places: BODY_PLACES, edges: BODY_LIMBS, dot: 6, reach: 13 },
  ...{ pointColours: BODY_COLOURS.map(colourOf), edgeColours: BODY_COLOURS.map(colourOf) },
};

const DIAGRAMS: Readonly<Record<PartName, () => PointDiagram>> = {
  body: () => BODY_DIAGRAM,
  leftHand: () => handDiagram('leftHand'),
  rightHand: () => handDiagram('rightHand'),
  face: () => ({
    ...fitted(formOf('face')),
    ...{ edges: [], edgeColours: [], pointColours: Array.from({ length: 70 }, () => colourOf(WHITE)) },
    ...{ dot: 3, reach: 5.5 },
  }),
  feet: () => ({
    ...fitted(formOf('feet'), 150),
    ...{ edges: FOOT_EDGES, edgeColours: [0, 1, 3, 4].map((foot) => colourOf(FOOT_COLOURS[foot] ?? WHITE)) },
    ...{ pointColours: FOOT_COLOURS.map(colourOf), dot: 6, reach: 13 },
  }),
  animal: () => ({
    ...fitted(formOf('animal')),
    ...{ edges: ANIMAL_EDGES, edgeColours: ANIMAL_COLOURS.map(colourOf) },
    ...{ pointColours: Array.from({ length: 17 }, () => colourOf(WHITE)), dot: 5, reach: 11 },
  }),
};

/** The diagram of a part. */
export function diagramOf(part: PartName): PointDiagram {
  return DIAGRAMS[part]();
}

/** Each point of a finger has the colour of the line that ends there. */
function handDiagram(part: 'leftHand' | 'rightHand'): PointDiagram {
  const lines = HAND_COLOURS.map(colourOf);
  return {
    ...fitted(formOf(part)),
    ...{
      edges: HAND_EDGES,
      edgeColours: lines,
      pointColours: [colourOf(WHITE), ...lines],
      dot: 5,
      reach: 11,
    },
  };
}

/** Brings places of any unit into a diagram, as large as they fit. */
function fitted(
  places: readonly Point[],
  height: number = SIZE.height,
): Pick<PointDiagram, 'width' | 'height' | 'places'> {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((SIZE.width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top));
  const tall = (bottom - top) * scale + 2 * MARGIN;
  return {
    ...{ width: SIZE.width, height: tall },
    places: places.map(({ x, y }) => ({
      x: SIZE.width / 2 + (x - (left + right) / 2) * scale,
      y: tall / 2 + (y - (top + bottom) / 2) * scale,
    })),
  };
}

function colourOf([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** A part of the body that is switched as one. */
export interface BodyGroup {
  readonly label: Words;
  /** The limb, by index in `BODY_LIMBS`, that goes with everything beyond it. */
  readonly limb: number;
}

/** The switches, from the head down. */
export const BODY_GROUPS: readonly BodyGroup[] = [
  { label: words`Head`, limb: limbTo('nose') },
  { label: words`Right arm`, limb: limbTo('right elbow') },
  { label: words`Left arm`, limb: limbTo('left elbow') },
  { label: words`Right leg`, limb: limbTo('right knee') },
  { label: words`Left leg`, limb: limbTo('left knee') },
];

/** The limb that ends at a joint, by index in `BODY_LIMBS`. */
function limbTo(name: (typeof BODY_KEYPOINT_NAMES)[number]): number {
  const joint = BODY_KEYPOINT_NAMES.indexOf(name);
  return BODY_LIMBS.findIndex(([, far]) => far === joint);
}

/** The place nearest to a press, by index, in the units of the diagram; undefined beside all of them. */
export function placeNear({ places, reach }: PointDiagram, { x, y }: Point): number | undefined {
  const distances = places.map((place) => Math.hypot(place.x - x, place.y - y));
  const least = Math.min(...distances);
  return least <= Math.max(reach, PRESS_REACH) ? distances.indexOf(least) : undefined;
}

/** Which limb a line of the diagram of a body or an animal stands for; of other parts, and between the eyes, none. */
export function limbOfEdge(limbs: readonly Edge[], part: PartName, [a, b]: Edge): number | undefined {
  if (part !== 'body' && part !== 'animal') return undefined;
  const found = limbs.findIndex((limb) => limb.includes(a) && limb.includes(b));
  return found < 0 ? undefined : found;
}

/** Are both ends of a line there? */
export function isEdgeThere(points: Keypoints, [from, to]: Edge): boolean {
  return Boolean(points[from]) && Boolean(points[to]);
}
