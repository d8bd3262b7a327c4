/* From space back into the editor. */
import type { Keypoints, Person, Pose } from '../../../../core/pose/index.ts';
import { projectFigures, type Side } from '../../../../core/pose3d/index.ts';
import { carriedFace, carriedHand } from './carried.ts';
import type { HandSource, OpenedScene, ScenePerson, SceneState } from './store.ts';

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
  const chosen = scene.people.findIndex(({ id }) => id === scene.selected);
  const state = {
    ...scene,
    people: scene.people.map((person, i) => ({
      ...person,
      source: indices[i],
      hands: settledHands(person.hands),
    })),
  };
  return {
    pose: { ...pose, people },
    person: indices[Math.max(chosen, 0)] ?? 0,
    scene: { state, canvas: { width: pose.width, height: pose.height }, sources: indices, notice: '' },
  };
}

/** The people of a scene as a pose gets them, in the scene's order. */
export function peopleTaken(
  pose: Pose,
  scene: Pick<SceneState, 'people' | 'camera' | 'options'>,
): readonly Person[] {
  const { people, camera, options } = scene;
  const seen = projectFigures(
    people.map(({ figure }) => figure),
    camera,
    pose,
    options,
  );
  return people.map(({ source, name, hands }, i): Person => {
    const points = seen[i] ?? { body: [] };
    const before = source === undefined ? undefined : pose.people[source];
    return before ? withPoints(before, points, hands, options.hands) : { ...points, name };
  });
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

/** The person of the editor in the pose of the figure, with the face and hands that only the editor knows. */
function withPoints(before: Person, points: Person, hands: ScenePerson['hands'], wanted: boolean): Person {
  const face = carriedFace(before, points.body);
  // What was drawn before in the parts' place is out of date.
  const { name, locked, hidden, extra } = before;
  const { leftHand, rightHand, ...seen } = points;
  const shapes = { left: leftHand, right: rightHand };
  const handOf = (side: Side): Keypoints | undefined => {
    const source = hands[side];
    if (source === 'shape') return shapes[side];
    return source === 'none' || !wanted ? undefined : carriedHand(before, source, points.body, side);
  };
  const kept = { name, locked, hidden, extra, face, leftHand: handOf('left'), rightHand: handOf('right') };
  return { ...seen, ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) };
}

/** Hands that went along are on the sides on which they are now. */
function settledHands({ left, right }: ScenePerson['hands']): ScenePerson['hands'] {
  const settled = (source: HandSource, side: Side): HandSource =>
    source === 'shape' || source === 'none' ? source : side;
  return { left: settled(left, 'left'), right: settled(right, 'right') };
}
