/* From space back into the editor. */
import type { Keypoints, Person, Point, Pose } from '../../../../core/pose/index.ts';
import { projectFigures } from '../../../../core/pose3d/index.ts';
import type { OpenedScene, SceneState } from './store.ts';

const FACE_ANCHORS = { rightEye: 14, leftEye: 15 } as const;

/** A pose with the people of a scene in it. */
export interface TakenOver {
  readonly pose: Pose;
  /** Index of the scene's selected person, or of its first one. */
  readonly person: number;
  /** The scene as it would be opened again. */
  readonly scene: OpenedScene;
}

/**
 * Puts the people of a scene into a pose: in the place of those that they came from, or on top of the others. People that
 * were removed in the scene leave the pose as well. Names, locks and a face stay with their person.
 */
export function takeOver(
  pose: Pose,
  { sources }: Pick<OpenedScene, 'sources'>,
  scene: SceneState,
): TakenOver {
  const figures = scene.people.map(({ figure }) => figure);
  const seen = projectFigures(figures, scene.camera, pose, scene.options);
  const taken = scene.people.map(({ source, name }, i): Person => {
    const points = seen[i] ?? { body: [] };
    const before = source === undefined ? undefined : pose.people[source];
    return before ? withPoints(before, points) : { ...points, name };
  });
  const kept = pose.people.flatMap((person, index) => {
    const place = scene.people.findIndex(({ source }) => source === index);
    const replacement = taken[place];
    return replacement ? [replacement] : sources.includes(index) ? [] : [person];
  });
  const people = [...kept, ...taken.filter((_, i) => scene.people[i]?.source === undefined)];
  const indices = taken.map((person) => people.indexOf(person));
  const chosen = scene.people.findIndex(({ id }) => id === scene.selected);
  const state = {
    ...scene,
    people: scene.people.map((person, i) => ({ ...person, source: indices[i] })),
  };
  return {
    pose: { ...pose, people },
    person: indices[Math.max(chosen, 0)] ?? 0,
    scene: { state, canvas: { width: pose.width, height: pose.height }, sources: indices, notice: '' },
  };
}

/**
 * The scene that was taken over last, if its people still are in the pose as it left them, with this one selected. Then 3D
 * goes on where it ended, with all that the canvas does not show.
 */
export function sceneToContinue(
  last: TakenOver | undefined,
  pose: Pose,
  index: number,
): OpenedScene | undefined {
  if (!last) return undefined;
  const { scene, pose: left } = last;
  const isSame =
    pose.width === left.width &&
    pose.height === left.height &&
    scene.sources.every((source) => pose.people[source] === left.people[source]);
  const person = scene.state.people.find(({ source }) => source === index);
  return isSame && person ? { ...scene, state: { ...scene.state, selected: person.id } } : undefined;
}

function withPoints(before: Person, points: Person): Person {
  const { face } = before;
  const moved = face && movedFace(face, before.body, points.body);
  // What was drawn before in the parts' place is out of date.
  const { name, locked, hidden, extra } = before;
  const kept = { name, locked, hidden, extra, ...(moved && { face: moved }) };
  return {
    ...points,
    ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
  };
}

/** A face goes along with the eyes: moved, turned and sized; undefined where the eyes are not both seen. */
function movedFace(face: Keypoints, before: Keypoints, after: Keypoints): Keypoints | undefined {
  const [fromRight, fromLeft] = [before[FACE_ANCHORS.rightEye], before[FACE_ANCHORS.leftEye]];
  const [toRight, toLeft] = [after[FACE_ANCHORS.rightEye], after[FACE_ANCHORS.leftEye]];
  if (!fromRight || !fromLeft || !toRight || !toLeft) return undefined;
  const [from, to] = [difference(fromLeft, fromRight), difference(toLeft, toRight)];
  const square = from.x * from.x + from.y * from.y;
  if (square === 0) return undefined;
  // The complex number that takes one line between the eyes to the other.
  const turn = { x: (from.x * to.x + from.y * to.y) / square, y: (from.x * to.y - from.y * to.x) / square };
  return face.map((point) => {
    if (!point) return null;
    const { x, y } = difference(point, fromRight);
    return { ...point, x: toRight.x + x * turn.x - y * turn.y, y: toRight.y + x * turn.y + y * turn.x };
  });
}

function difference(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}
