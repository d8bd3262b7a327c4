import type { FigureFraming } from '../../core/prompt/index.ts';
import { BODY, type CanvasSize, type Keypoint, type Person, type Pose } from '../../core/pose/index.ts';

/** How much of its figures a pose shows; undefined where there are none, or they differ. */
export function figureFraming({ people, width, height }: Pose): FigureFraming | undefined {
  const framings = new Set(
    people
      .filter(({ hidden, animal }) => hidden !== true && !animal)
      .map((person) => framingOf(person, { width, height })),
  );
  const [only] = framings;
  return framings.size === 1 ? only : undefined;
}

function framingOf({ body }: Person, { width, height }: CanvasSize): FigureFraming | undefined {
  const isSeen = (point: Keypoint | null | undefined): boolean =>
    !!point && point.x >= 0 && point.y >= 0 && point.x < width && point.y < height;
  const sees = (...joints: readonly number[]): boolean => joints.some((joint) => isSeen(body[joint]));
  if (sees(BODY.rightAnkle, BODY.leftAnkle)) return 'full';
  if (sees(BODY.rightHip, BODY.leftHip)) return 'half';
  return sees(BODY.nose, BODY.neck) ? 'close' : undefined;
}
