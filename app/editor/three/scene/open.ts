/* From the editor into space: the selected people are lifted, or somebody new stands there. */
import { type CanvasSize, isAnimal, type Person, type Pose } from '../../../../core/pose/index.ts';
import {
  CAMERA_VIEWS,
  type Figure,
  liftPeople,
  type OrbitCamera,
  standingFigure,
} from '../../../../core/pose3d/index.ts';
import { failureFrom, messageOf, nextOf } from '../../../../core/result/index.ts';
import { figureName } from '../../../words/names.ts';
import { say } from '../../../words/say.ts';
import { NEWCOMER, type OpenedScene, type ScenePerson, type SceneState } from './store.ts';

const FIELD_OF_VIEW = 35;

/** A camera that sees a standing adult from head to toe. */
const FIRST_CAMERA: OrbitCamera = {
  azimuth: CAMERA_VIEWS.front.azimuth,
  elevation: CAMERA_VIEWS.front.elevation,
  distance: 3.4,
  target: { x: 0, y: 0.9, z: 0 },
  fieldOfView: FIELD_OF_VIEW,
};

/** Somebody of the editor who is to be lifted. */
interface Asked {
  readonly person: Person;
  readonly index: number;
  readonly name: string;
}

/**
 * Opens a scene with people of the editor, seen by one camera as they are on the canvas. If nobody of them can be lifted, a
 * standing figure takes the first one's place; it is somebody new if there is nobody but animals, or people who are locked.
 *
 * @param indices - the people's indices in the pose
 */
export function openScene(pose: Pose, indices: readonly number[]): OpenedScene {
  const canvas = { width: pose.width, height: pose.height };
  const asked = askedOf(pose, indices);
  const posable = asked.filter(({ person }) => isPosable(person));
  const [first] = posable;
  const staying = stayingWords(asked);
  if (!first) {
    const name = say`Person ${pose.people.length + 1}`;
    const people = [{ id: 1, name, figure: standingFigure(), ...NEWCOMER }];
    const options = { keepHidden: false, hands: false, feet: false };
    const notice = staying.length > 0 ? [...staying, say`Somebody new stands here.`].join(' ') : '';
    return { ...{ canvas, sources: [], notice }, state: stateOf(people, FIRST_CAMERA, options) };
  }
  try {
    const { figures, camera } = liftPeople(
      posable.map(({ person }) => person),
      canvas,
      { fieldOfView: FIELD_OF_VIEW },
    );
    const pairs = posable.map((one, i) => [one, figures[i]] as const);
    const lifted = pairs.filter((pair): pair is [Asked, Figure] => pair[1] !== undefined);
    const flat = pairs.flatMap(([one, figure]) => (figure ? [] : [flatWords(one)]));
    return sceneWith(lifted, camera, canvas, [...staying, ...flat].join(' '));
  } catch (error) {
    const failure = failureFrom(error, 'bad-pose');
    const told = say`${messageOf(failure)} A standing figure takes its place here. ${nextOf(failure) ?? ''}`;
    const notice = [told, ...staying, ...posable.slice(1).map(flatWords)].join(' ');
    return sceneWith([[first, standingFigure()]], FIRST_CAMERA, canvas, notice);
  }
}

/** Can somebody be posed in 3D? Animals have no doll, and who is locked stays as drawn. */
export function isPosable(person: Person | undefined): person is Person {
  return person !== undefined && !isAnimal(person) && !person.locked;
}

/** Tells of everybody who stays in the editor as drawn, and why: a sentence each. */
export function stayingBehind(pose: Pose, indices: readonly number[]): string {
  return stayingWords(askedOf(pose, indices)).join(' ');
}

function askedOf(pose: Pose, indices: readonly number[]): readonly Asked[] {
  return indices.flatMap((index) => {
    const person = pose.people[index];
    return person ? [{ person, index, name: figureName(person, index) }] : [];
  });
}

function stayingWords(asked: readonly Asked[]): readonly string[] {
  return asked.flatMap(({ person, name }) => {
    if (isAnimal(person)) return [say`${name} is an animal and stays as it is: 3D poses people.`];
    return person.locked
      ? [say`${name} is locked and stays as it is; unlock ${name} in the editor to pose it.`]
      : [];
  });
}

function flatWords({ name }: Asked): string {
  return say`${name} has too few points to be seen in space and stays as it is.`;
}

function sceneWith(
  lifted: readonly (readonly [Asked, Figure])[],
  camera: OrbitCamera,
  canvas: CanvasSize,
  notice: string,
): OpenedScene {
  const drawn = lifted.map(([{ person }]) => person);
  const options = {
    keepHidden: false,
    hands: drawn.some(hasHands),
    feet: drawn.some(({ feet }) => feet),
  };
  const people = lifted.map(([{ person, index, name }, figure], i): ScenePerson => ({
    ...{ id: i + 1, name, figure, source: index, drawn: person },
    hands: options.hands ? handsOf(person) : NEWCOMER.hands,
    feet: Boolean(person.feet) || !options.feet,
  }));
  const sources = lifted.map(([{ index }]) => index);
  return { state: stateOf(people, camera, options), canvas, sources, notice };
}

function stateOf(
  people: readonly ScenePerson[],
  camera: OrbitCamera,
  options: SceneState['options'],
): SceneState {
  return { people, selected: people[0]?.id, bone: undefined, camera, options };
}

function hasHands({ leftHand, rightHand }: Person): boolean {
  return Boolean(leftHand ?? rightHand);
}

/** Hands that the person has go along, and none are added. */
function handsOf({ leftHand, rightHand }: Person): ScenePerson['hands'] {
  return { left: leftHand ? 'left' : 'none', right: rightHand ? 'right' : 'none' };
}
