/* How large a person is seen, and how the person is built as far as that shows. */
import type { Point } from '../../pose/index.ts';
import { type Figure, framesOf } from '../body/figure.ts';
import { type BodyKeypointName, bodyLandmarks } from '../body/landmarks.ts';
import { measuresOf, type Proportions } from '../body/proportions.ts';
import { between, distance, type Vector3 } from '../../space/index.ts';
import type { Sight } from './view.ts';

type Ruler = readonly [BodyKeypointName, BodyKeypointName];

/** Pairs of points whose distance on the body is fixed, or nearly. */
const RULERS = {
  head: [['neck', 'nose']],
  shoulders: [['right shoulder', 'left shoulder']],
  hips: [['right hip', 'left hip']],
  arms: [
    ['right shoulder', 'right elbow'],
    ['right elbow', 'right wrist'],
    ['left shoulder', 'left elbow'],
    ['left elbow', 'left wrist'],
  ],
  legs: [
    ['right hip', 'right knee'],
    ['right knee', 'right ankle'],
    ['left hip', 'left knee'],
    ['left knee', 'left ankle'],
  ],
} as const satisfies Record<string, readonly Ruler[]>;

/** A body part whose proportion may be read off. */
const ADAPTED = ['shoulders', 'hips', 'arms', 'legs'] as const;

/**
 * A part that is seen within this share of its length is taken to be built so. A larger difference is taken to be
 * foreshortening, or the person to be nearer.
 */
const BUILD_SPREAD = 0.15;

/** How large and how built a person is seen. */
export interface SeenSize {
  /** Depth in metres at which the part that looks longest is seen unforeshortened. */
  readonly depth: number;
  readonly build: Proportions;
}

/**
 * Gives the largest scale that known lengths allow (Taylor, "Reconstruction of articulated objects from point
 * correspondences in a single uncalibrated image", CVIU 80, 2000), with a build that explains small differences, for they
 * would come out as crouching. Gives undefined where no two points tell a size.
 *
 * @param figure - of the build to begin with
 */
export function seenSize(figure: Figure, { points, focal }: Sight): SeenSize | undefined {
  const measures = measuresOf(figure.build);
  const places = bodyLandmarks(framesOf(figure, measures), measures);
  /** Largest px per metre over some pairs. */
  const scaleBy = (rulers: readonly Ruler[]): number =>
    Math.max(
      0,
      ...rulers.map(([a, b]) => {
        const [from, to] = [points.get(a), points.get(b)];
        return from && to ? Math.hypot(from.x - to.x, from.y - to.y) / distance(places[a], places[b]) : 0;
      }),
    );
  const [back, seenBack] = [backOf((name) => places[name]), backOf((name) => asPlace(points.get(name)))];
  const trunk = back && seenBack ? distance(seenBack[0], seenBack[1]) / distance(back[0], back[1]) : 0;
  const tolerant = 1 + BUILD_SPREAD;
  const parts = ADAPTED.map((part) => [part, scaleBy(RULERS[part])] as const);
  const scale = Math.max(trunk, scaleBy(RULERS.head) / tolerant, ...parts.map(([, seen]) => seen / tolerant));
  if (scale === 0) return undefined;
  const read = parts.filter(([, seen]) => Math.abs(seen / scale - 1) <= BUILD_SPREAD + 1e-9);
  const factors = read.map(([part, seen]): [string, number] => [part, (figure.build[part] * seen) / scale]);
  const build: Proportions = { ...figure.build, ...Object.fromEntries(factors) };
  // Another build of the same height has parts of another length.
  return { depth: (focal / scale) * (measuresOf(build).unit / measures.unit), build };
}

/** Middle of the shoulders and middle of the hips, between which the back does not grow or shrink. */
function backOf(
  place: (name: BodyKeypointName) => Vector3 | undefined,
): readonly [shoulders: Vector3, hips: Vector3] | undefined {
  const [a, b] = [place('left shoulder'), place('right shoulder')];
  const [c, d] = [place('left hip'), place('right hip')];
  return a && b && c && d ? [between(a, b, 0.5), between(c, d, 0.5)] : undefined;
}

function asPlace(point: Point | undefined): Vector3 | undefined {
  return point && { x: point.x, y: point.y, z: 0 };
}
