/* From the editor into space: the selected person is lifted, or somebody new stands there. */
import { figureName, isAnimal, type Pose } from '../../../../core/pose/index.ts';
import { CAMERA_VIEWS, liftPerson, type OrbitCamera, standingFigure } from '../../../../core/pose3d/index.ts';
import { failureFrom } from '../../../../core/result/index.ts';
import type { OpenedScene, SceneState } from './store.ts';

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
 * Opens a scene with a person of the editor, or with a standing figure if there is nobody but an animal.
 *
 * @param index - the person's index in the pose
 */
export function openScene(pose: Pose, index: number): OpenedScene {
  const canvas = { width: pose.width, height: pose.height };
  const person = pose.people[index];
  if (!person || isAnimal(person))
    return { state: sceneWith(undefined, 'Person 1'), canvas, sources: [], notice: '' };
  const name = figureName(person, index);
  const options = {
    keepHidden: false,
    hands: Boolean(person.leftHand ?? person.rightHand),
    feet: Boolean(person.feet),
  };
  try {
    const { figure, camera } = liftPerson(person, canvas, { fieldOfView: FIELD_OF_VIEW });
    const people = [{ id: 1, name, figure, source: index }];
    return {
      state: { people, selected: 1, bone: undefined, camera, options },
      canvas,
      sources: [index],
      notice: '',
    };
  } catch (error) {
    const { message, next = '' } = failureFrom(error, 'bad-pose');
    return {
      state: { ...sceneWith(index, name), options },
      canvas,
      sources: [index],
      notice: `${message} A standing figure takes its place here. ${next}`,
    };
  }
}

function sceneWith(source: number | undefined, name: string): SceneState {
  return {
    people: [{ id: 1, name, figure: standingFigure(), source }],
    selected: 1,
    bone: undefined,
    camera: FIRST_CAMERA,
    options: { keepHidden: false, hands: false, feet: false },
  };
}
