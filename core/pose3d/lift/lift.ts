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
import { vector } from '../../space/index.ts';
import type { OrbitCamera } from '../view/camera.ts';
import { liftLimbs } from './limbs.ts';
import { refine, type Refined } from './refine.ts';
import { liftTrunk } from './trunk.ts';
import { seenSize } from './scale.ts';
import { errorOf, type Sight, sightOf } from './view.ts';

/** A figure with the camera that sees it as the skeleton is. */
export interface Lifted {
  readonly figure: Figure;
  readonly camera: OrbitCamera;
  /** Root mean square distance between the skeleton and what the camera sees, in px. */
  readonly error: number;
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
 * Finds a pose that is seen as a skeleton, on the floor, and the camera that sees it so. What is not in the skeleton
 * stays at ease.
 *
 * @param canvas - the canvas of the skeleton, whole px
 * @throws ArmatureError `bad-pose` where there are too few points
 */
export function liftPerson(person: Person, canvas: CanvasSize, options: LiftOptions = {}): Lifted {
  const fieldOfView = options.fieldOfView ?? 35;
  const usual = standingFigure(options.build);
  const seen = seenSize(usual, sightOf(person, canvas, usual, fieldOfView));
  const start = standingFigure(seen?.build ?? usual.build);
  const sight = sightOf(person, canvas, start, fieldOfView);
  const guess = seen && bestGuess(liftTrunk(start, sight, seen.depth), sight);
  if (!guess) {
    throw new ArmatureError({
      code: 'bad-pose',
      message: words`This person has too few points to be seen in space.`,
      next: words`Show the neck and at least a shoulder or a hip.`,
    });
  }
  const names = [...sight.points.keys()];
  const { figure } = refine(guess, sight, { ...LOOSE, bones: ALL_BUT_PELVIS, names, steps: 30 });
  return { ...ontoFloor(figure, fieldOfView), error: errorOf(figure, sight) };
}

/** The trunk whose limbs fit as well. */
function bestGuess(trunks: readonly Refined[], sight: Sight): Figure | undefined {
  const guesses = trunks.map(({ figure, cost }) => {
    const lifted = liftLimbs(figure, sight);
    return { lifted, cost: cost + (errorOf(lifted, sight) / sight.extent) ** 2 };
  });
  return guesses.sort((a, b) => a.cost - b.cost)[0]?.lifted;
}

/** Moves figure and camera together, which the picture does not show: the figure to the middle of the floor. */
function ontoFloor(figure: Figure, fieldOfView: number): { figure: Figure; camera: OrbitCamera } {
  const distance = Math.max(-figure.position.z, 0.1);
  const by = vector(-figure.position.x, -lowestOf(figure), -figure.position.z);
  const target = vector(by.x, by.y, by.z - distance);
  return {
    figure: moved(figure, by),
    camera: { azimuth: 0, elevation: 0, distance, target, fieldOfView },
  };
}
