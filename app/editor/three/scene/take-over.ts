/* From space back into the editor. */
import type { CanvasSize, Keypoints, Person, Pose } from '../../../../core/pose/index.ts';
import { projectFigures, type Side } from '../../../../core/pose3d/index.ts';
import { carriedExtra, carriedFace, carriedHand } from './carried.ts';
import { isPosable, stayingBehind } from './open.ts';
import type { OpenedScene, ScenePerson, SceneState } from './store.ts';

/** A pose with the people of a scene in it. */
export interface TakenOver {
  readonly pose: Pose;
  /** Indices of the scene's people. */
  readonly people: readonly number[];
  /** The scene as it would be opened again. */
  readonly scene: OpenedScene;
}

/**
 * Puts the people of a scene into a pose: in the place of those that they came from, or on top of the others. People that
 * were removed in the scene leave the pose as well. Names stay with their person, and a face and hands that were not chosen anew.
 */
export function takeOver(
  pose: Pose,
  { sources }: Pick<OpenedScene, 'sources'>,
  scene: SceneState,
): TakenOver {
  const taken = peopleTaken(pose, scene);
  const kept = pose.people.flatMap((person, index) => {
    const place = scene.people.findIndex(({ source }) => source === index);
    const replacement = taken[place];
    return replacement ? [replacement] : sources.includes(index) ? [] : [person];
  });
  const people = [...kept, ...taken.filter((_, i) => scene.people[i]?.source === undefined)];
  const indices = taken.map((person) => people.indexOf(person));
  const state = {
    ...scene,
    people: scene.people.map((person, i) => ({ ...person, source: indices[i] })),
  };
  return {
    pose: { ...pose, people },
    people: indices,
    scene: { state, canvas: { width: pose.width, height: pose.height }, sources: indices, notice: '' },
  };
}

/** The people of a scene as a pose gets them, in the scene's order. */
export function peopleTaken(
  canvas: CanvasSize,
  scene: Pick<SceneState, 'people' | 'camera' | 'options'>,
): readonly Person[] {
  const { people, camera, options } = scene;
  const seen = projectFigures(
    people.map(({ figure }) => figure),
    camera,
    canvas,
    options,
  );
  return people.map((person, i) => withParts(person, seen[i] ?? { body: [] }, options.hands));
}

/**
 * The scene that was taken over last, if its people still are in the pose as it left them, and everybody who is to be posed
 * is among them. Then 3D goes on where it ended, with all that the canvas does not show.
 *
 * @param indices - who is to be posed, as indices in the pose
 */
export function sceneToContinue(
  last: TakenOver | undefined,
  pose: Pose,
  indices: readonly number[],
): OpenedScene | undefined {
  if (!last) return undefined;
  const { scene, pose: left } = last;
  const isSame =
    pose.width === left.width &&
    pose.height === left.height &&
    scene.sources.every((source) => pose.people[source] === left.people[source]);
  const asked = indices.filter((index) => isPosable(pose.people[index]));
  const people = scene.state.people.filter(({ source }) => source !== undefined && asked.includes(source));
  const [first] = people;
  if (!isSame || !first || people.length < asked.length) return undefined;
  const selected = people.find(({ id }) => id === scene.state.selected) ?? first;
  const notice = stayingBehind(pose, indices);
  return { ...scene, state: { ...scene.state, selected: selected.id }, notice };
}

/** The points of a figure as the editor's person, with the face and hands that only the editor knows. */
function withParts(
  { drawn, name, hands, feet }: ScenePerson,
  points: Person,
  areHandsTaken: boolean,
): Person {
  const { leftHand, rightHand, feet: soles, ...seen } = points;
  const shapes = { left: leftHand, right: rightHand };
  const handOf = (side: Side): Keypoints | undefined => {
    const source = hands[side];
    if (source === 'shape') return shapes[side];
    return !drawn || source === 'none' || !areHandsTaken
      ? undefined
      : carriedHand(drawn, source, points.body, side);
  };
  // What was drawn before in the parts' place is out of date.
  const kept = {
    ...(drawn ? { name: drawn.name, locked: drawn.locked, hidden: drawn.hidden } : { name }),
    extra: drawn && carriedExtra(drawn, points.body),
    face: drawn && carriedFace(drawn, points.body),
    leftHand: handOf('left'),
    rightHand: handOf('right'),
    feet: feet ? soles : undefined,
  };
  return { ...seen, ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) };
}
