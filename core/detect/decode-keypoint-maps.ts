/*
 * The maps of our own keypoint network (tools/train/detector), which finds all points first and then whose they are, as
 * PersonLab does (Papandreou et al., 2018). Peaks of the heat are points; around a peak, cells vote by their heat for the
 * exact place and for the middle of the person's torso. A point goes to the person whose middle its vote meets best.
 */
import { type FoundPerson, KEYPOINT_VALUES } from './found.ts';
import { apart, peaksOf, type Place, type Plane, sigmoidPlane, weightedPlace } from './heat-peaks.ts';
import { checkedOutput, type NetworkOutput } from './network-output.ts';
import { KEYPOINT_COUNTS } from './people.ts';

/** What the network gave; K is 18, and a cell is 4 px of its input. */
export interface KeypointMaps {
  /** `[1, K + 1, height, width]`: logits of the points, then of a torso's middle. */
  readonly heat: NetworkOutput | undefined;
  /** `[1, 2 K, height, width]`: x and y of each point from the cell's middle, in cells. */
  readonly offset: NetworkOutput | undefined;
  /** `[1, 2, height, width]`: to the middle of the torso of the person that a cell belongs to, in units of 8 cells. */
  readonly vector: NetworkOutput | undefined;
}

const KEYPOINTS = KEYPOINT_COUNTS['openpose-18'];
const STRIDE = 4;
const VECTOR_UNIT = 8;
const LEAST_HEAT = 0.1;
/** Lower, more people are found in empty pictures; higher, some are missed. */
const LEAST_CENTRE = 0.5;
/** Cells between the middles of two people. */
const CENTRES_APART = 2;
/** Cells that a vote may be off, and how many more for each cell that it spans. */
const REACH = 2;
const REACH_SHARE = 0.4;
/** A person has at least so many points that are so sure. */
const LEAST_POINTS = 4;
const SURE = 0.3;

interface Candidate {
  readonly place: Place;
  /** Where it sees the middle of its person. */
  readonly vote: Place;
  readonly score: number;
}

/**
 * Reads the people of a picture.
 *
 * @param ratio - px of the network's input for a px of the picture, whose corner lies in the input's
 * @returns keypoints in OpenPose's order; the surest person first
 * @throws ArmatureError `unsupported-model` or `bad-output`, as {@link checkedOutput}
 */
export function decodeKeypointMaps(maps: KeypointMaps, ratio: number): FoundPerson[] {
  const heat = planesOf(maps.heat, { name: 'heat', planes: KEYPOINTS + 1 });
  const offset = planesOf(maps.offset, { name: 'offsets', planes: 2 * KEYPOINTS });
  const [across, down] = planesOf(maps.vector, { name: 'vectors', planes: 2 });
  const centres = centresOf(sigmoidPlane(heat[KEYPOINTS]!));
  const people = centres.map(() => new Float32Array(KEYPOINTS * KEYPOINT_VALUES));
  for (let kind = 0; kind < KEYPOINTS; kind++) {
    const points = sigmoidPlane(heat[kind]!);
    const candidates = peaksOf(points, LEAST_HEAT).map((cell): Candidate => ({
      place: weightedPlace(points, cell, stepsOf(offset[2 * kind]!, offset[2 * kind + 1]!, 1)),
      vote: weightedPlace(points, cell, stepsOf(across!, down!, VECTOR_UNIT)),
      score: points.values[cell]!,
    }));
    for (const [candidate, person] of assign(candidates, centres)) {
      const { place, score } = candidates[candidate]!;
      const px = (cells: number): number => ((cells + 0.5) * STRIDE) / ratio;
      people[person]!.set([px(place.x), px(place.y), score], kind * KEYPOINT_VALUES);
    }
  }
  return people.filter(isPerson).map((keypoints) => ({ keypoints }));
}

function planesOf(
  output: NetworkOutput | undefined,
  { name, planes }: { readonly name: string; readonly planes: number },
): Plane[] {
  const { shape, data } = checkedOutput(output, { name, shape: [1, planes, undefined, undefined] });
  const [height, width] = [shape[2]!, shape[3]!];
  const floats = Float32Array.from(data);
  const size = width * height;
  return Array.from({ length: planes }, (_, i) => ({
    width,
    height,
    values: floats.subarray(i * size, (i + 1) * size),
  }));
}

function stepsOf(across: Plane, down: Plane, unit: number): (cell: number) => Place {
  return (cell) => ({ x: unit * across.values[cell]!, y: unit * down.values[cell]! });
}

const NOWHERE: Place = { x: 0, y: 0 };

/** The middles of torsos, the surest first; one that is close to a surer one is the same. */
function centresOf(heat: Plane): Place[] {
  const kept: Place[] = [];
  const surestFirst = peaksOf(heat, LEAST_CENTRE).sort((a, b) => heat.values[b]! - heat.values[a]!);
  for (const cell of surestFirst) {
    const place = weightedPlace(heat, cell, () => NOWHERE);
    if (kept.every((other) => apart(place, other) >= CENTRES_APART)) kept.push(place);
  }
  return kept;
}

/** Pairs of candidate and person, the best first; each of them is in one pair at most. */
function assign(candidates: readonly Candidate[], centres: readonly Place[]): [number, number][] {
  const pairs = candidates.flatMap(({ place, vote, score }, candidate) =>
    centres.flatMap((centre, person) => {
      const reach = REACH + REACH_SHARE * apart(vote, place);
      const off = apart(vote, centre);
      return off < reach ? [{ candidate, person, cost: off / reach + 1 - score }] : [];
    }),
  );
  const taken = { candidates: new Set<number>(), people: new Set<number>() };
  const chosen: [number, number][] = [];
  for (const { candidate, person } of pairs.sort((a, b) => a.cost - b.cost)) {
    if (taken.candidates.has(candidate) || taken.people.has(person)) continue;
    taken.candidates.add(candidate);
    taken.people.add(person);
    chosen.push([candidate, person]);
  }
  return chosen;
}

function isPerson(keypoints: Float32Array): boolean {
  let sure = 0;
  for (let at = 2; at < keypoints.length; at += KEYPOINT_VALUES) if (keypoints[at]! >= SURE) sure++;
  return sure >= LEAST_POINTS;
}
