/*
 * From a skeleton on a canvas to a figure in space. One picture leaves the depth open; known bone lengths give it up to the
 * sign of each bone (Taylor 2000), and the joints' ranges choose among the signs, as in later work on single pictures
 * (Akhter and Black, "Pose-conditioned joint angle limits for 3D human pose reconstruction", CVPR 2015).
 */
import type { CanvasSize, Person } from '../../pose/index.ts';
import { ArmatureError } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import { BONE_NAMES } from '../body/bones.ts';
import { type Figure, moved, standingFigure } from '../body/figure.ts';
import { lowestOf } from '../body/landmarks.ts';
import type { Proportions } from '../body/proportions.ts';
import { scale, sum, vector, type Vector3 } from '../../space/index.ts';
import type { OrbitCamera } from '../view/camera.ts';
import { liftLimbs } from './limbs.ts';
import { refine, type Refined } from './refine.ts';
import { liftTrunk } from './trunk.ts';
import { seenSize } from './scale.ts';
import { errorOf, type Sight, sightOf } from './view.ts';

/** Figures with the one camera that sees them as the skeletons are. */
export interface Lifted {
  /** In the order of the skeletons; undefined where there are too few points. */
  readonly figures: readonly (Figure | undefined)[];
  readonly camera: OrbitCamera;
}

/** What is taken as given. */
export interface LiftOptions {
  readonly build?: Proportions;
  /** Degrees from the lower to the upper edge of the canvas. */
  readonly fieldOfView?: number;
}

/** What is seen counts most in the end; the guess decides what is not seen. */
const LOOSE = { stiffness: 0.004, depthStiffness: 0.5, loose: 0.6 } as const;

const ALL_BUT_PELVIS = BONE_NAMES.filter((bone) => bone !== 'pelvis');

/**
 * Finds poses that are seen as skeletons of one canvas, and the camera that sees all of them so. The lowest of them is on the
 * floor. What is not in a skeleton stays at ease.
 *
 * @param canvas - the canvas of the skeletons, whole px
 * @throws ArmatureError `bad-pose` where nobody has enough points
 */
export function liftPeople(people: readonly Person[], canvas: CanvasSize, options: LiftOptions = {}): Lifted {
  const fieldOfView = options.fieldOfView ?? 35;
  const seen = people.map((person) => seenFrom(person, canvas, fieldOfView, options.build));
  const found = seen.filter((figure) => figure !== undefined);
  if (found.length === 0) {
    throw new ArmatureError({
      code: 'bad-pose',
      message: words`This person has too few points to be seen in space.`,
      next: words`Show the neck and at least a shoulder or a hip.`,
    });
  }
  const { by, camera } = ontoFloor(found, fieldOfView);
  return { figures: seen.map((figure) => figure && moved(figure, by)), camera };
}

/** A figure before a camera at the origin that looks along -z, or undefined where there are too few points. */
function seenFrom(
  person: Person,
  canvas: CanvasSize,
  fieldOfView: number,
  build?: Proportions,
): Figure | undefined {
  const usual = standingFigure(build);
  const size = seenSize(usual, sightOf(person, canvas, usual, fieldOfView));
  const start = standingFigure(size?.build ?? usual.build);
  const sight = sightOf(person, canvas, start, fieldOfView);
  const guess = size && bestGuess(liftTrunk(start, sight, size.depth), sight);
  const names = [...sight.points.keys()];
  return guess && refine(guess, sight, { ...LOOSE, bones: ALL_BUT_PELVIS, names, steps: 30 }).figure;
}

/** The trunk whose limbs fit as well. */
function bestGuess(trunks: readonly Refined[], sight: Sight): Figure | undefined {
  const guesses = trunks.map(({ figure, cost }) => {
    const lifted = liftLimbs(figure, sight);
    return { lifted, cost: cost + (errorOf(lifted, sight) / sight.extent) ** 2 };
  });
  return guesses.sort((a, b) => a.cost - b.cost)[0]?.lifted;
}

/** Where figures and camera move together, which the picture does not show: the figures to the middle of the floor. */
function ontoFloor(
  figures: readonly Figure[],
  fieldOfView: number,
): { readonly by: Vector3; readonly camera: OrbitCamera } {
  const middle = scale(sum(...figures.map(({ position }) => position)), 1 / figures.length);
  const distance = Math.max(-middle.z, 0.1);
  const by = vector(-middle.x, -Math.min(...figures.map(lowestOf)), -middle.z);
  const target = vector(by.x, by.y, by.z - distance);
  return { by, camera: { azimuth: 0, elevation: 0, distance, target, fieldOfView } };
}
