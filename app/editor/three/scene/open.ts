/* From the editor into space: the selected person is lifted, or somebody new stands there. */
import { isAnimal, type Person, type Pose } from '../../../../core/pose/index.ts';
import { CAMERA_VIEWS, liftPerson, type OrbitCamera, standingFigure } from '../../../../core/pose3d/index.ts';
import { failureFrom, messageOf, nextOf } from '../../../../core/result/index.ts';
import { figureName } from '../../../words/names.ts';
import { say } from '../../../words/say.ts';
import { type HandSource, type OpenedScene, type SceneState, SHAPED_HANDS } from './store.ts';

const FIELD_OF_VIEW = 35;

/** A camera that sees a standing adult from head to toe. */
const FIRST_CAMERA: OrbitCamera = {
  azimuth: CAMERA_VIEWS.front.azimuth,
  elevation: CAMERA_VIEWS.front.elevation,
  distance: 3.4,
  target: { x: 0, y: 0.9, z: 0 },
  fieldOfView: FIELD_OF_VIEW,
};

/**
 * Opens a scene with a person of the editor, or with a standing figure if there is nobody but an animal, or the person is
 * locked.
 *
 * @param index - the person's index in the pose
 */
export function openScene(pose: Pose, index: number): OpenedScene {
  const canvas = { width: pose.width, height: pose.height };
  const person = pose.people[index];
  const name = figureName(person, index);
  if (!person || isAnimal(person) || person.locked) {
    const state = sceneWith(undefined, say`Person ${pose.people.length + 1}`);
    const notice = person?.locked
      ? say`${name} is locked and stays as it is. Somebody new stands here; unlock ${name} in the editor to pose it.`
      : '';
    return { state, canvas, sources: [], notice };
  }
  const options = {
    keepHidden: false,
    hands: Boolean(person.leftHand ?? person.rightHand),
    feet: Boolean(person.feet),
  };
  try {
    const { figure, camera } = liftPerson(person, canvas, { fieldOfView: FIELD_OF_VIEW });
    const people = [{ id: 1, name, figure, source: index, hands: handsOf(person) }];
    return {
      state: { people, selected: 1, bone: undefined, camera, options },
      canvas,
      sources: [index],
      notice: '',
    };
  } catch (error) {
    const failure = failureFrom(error, 'bad-pose');
    return {
      state: { ...sceneWith(index, name, handsOf(person)), options },
      canvas,
      sources: [index],
      notice: say`${messageOf(failure)} A standing figure takes its place here. ${nextOf(failure) ?? ''}`,
    };
  }
}

/** Hands that the person has go along. Where there is one, no other is added; where there is none, the shapes count. */
function handsOf({ leftHand, rightHand }: Person): Readonly<Record<'left' | 'right', HandSource>> {
  if (!leftHand && !rightHand) return SHAPED_HANDS;
  return { left: leftHand ? 'left' : 'none', right: rightHand ? 'right' : 'none' };
}

function sceneWith(source: number | undefined, name: string, hands = SHAPED_HANDS): SceneState {
  return {
    people: [{ id: 1, name, figure: standingFigure(), source, hands }],
    selected: 1,
    bone: undefined,
    camera: FIRST_CAMERA,
    options: { keepHidden: false, hands: false, feet: false },
  };
}
