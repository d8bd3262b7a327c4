/*
 * Everything that changes the scene. Each function is one entry of history, except between begin and end, which is one, and
 * for a control that goes on changing the same thing.
 */
import {
  anglesOf,
  type BoneName,
  CAMERA_VIEWS,
  type CameraViewName,
  dragHandle,
  droppedToFloor,
  type Figure,
  type HandleName,
  handlePlace,
  type HandShapeName,
  keptAboveFloor,
  localRotation,
  mirrored,
  moved,
  type OrbitCamera,
  type ProjectOptions,
  type Proportions,
  type Quaternion,
  rebuilt,
  resetPose,
  rotationOf,
  type Side,
  standingFigure,
  type Vector3,
  withRotation,
  withWorldRotation,
} from '../../../../core/pose3d/index.ts';
import { say } from '../../../words/say.ts';
import { NEWCOMER, type ScenePerson, type SceneStore, selectedPerson } from './store.ts';

/** Changes of the scene. */
export type SceneActions = ReturnType<typeof createSceneActions>;

/** Metres between a person and the next one. */
const BESIDE = 0.75;

/** Makes the actions of a store. */
export function createSceneActions(store: SceneStore) {
  let beforeChange: readonly ScenePerson[] | undefined;
  /** The control that changed the scene last, and what it left, which it goes on from. */
  let latest: { readonly control: string; readonly people: readonly ScenePerson[] } | undefined;

  /** Makes a change that is part of the entry before if the same control made that. */
  function goOn(control: string, work: () => void): void {
    const { people, selected } = store.getState();
    const key = `${control} of ${selected}`;
    const merge = !beforeChange && latest?.control === key && latest.people === people;
    const history = store.temporal.getState();
    if (merge) history.pause();
    work();
    if (merge) history.resume();
    latest = { control: key, people: store.getState().people };
  }

  function changePerson(edit: (person: ScenePerson) => ScenePerson): void {
    const { people, selected } = store.getState();
    store.setState({ people: people.map((person) => (person.id === selected ? edit(person) : person)) });
  }

  function change(edit: (figure: Figure) => Figure): void {
    changePerson((person) => {
      const figure = edit(person.figure);
      return figure === person.figure ? person : { ...person, figure };
    });
  }

  function insert(figure: Figure): void {
    const { people } = store.getState();
    const id = Math.max(0, ...people.map((person) => person.id)) + 1;
    const name = say`Figure ${id}`;
    store.setState({
      people: [...people, { id, name, figure, ...NEWCOMER }],
      selected: id,
    });
  }

  function settle(): void {
    const { people, selected } = store.getState();
    if (people.some(({ id }) => id === selected)) return;
    store.setState({ selected: people.at(-1)?.id, bone: undefined });
  }

  return {
    /** From here on changes are tried out, and history holds its breath. */
    begin(): void {
      if (beforeChange) return;
      beforeChange = store.getState().people;
      store.temporal.getState().pause();
    },
    /** Keeps what was tried out as one entry of history. */
    end(): void {
      const { people } = store.getState();
      if (!beforeChange) return;
      store.setState({ people: beforeChange });
      beforeChange = undefined;
      store.temporal.getState().resume();
      store.setState({ people });
    },
    /** The next change is an entry of its own, whichever control makes it. */
    startAnew(): void {
      latest = undefined;
    },
    select(selected: number, bone?: BoneName): void {
      store.setState({ selected, bone });
    },
    chooseBone(bone: BoneName | undefined): void {
      store.setState({ bone });
    },
    drag(handle: HandleName, to: Vector3): void {
      change((figure) => dragHandle(figure, handle, to));
    },
    /** Moves a handle by metres. */
    nudge(handle: HandleName, by: Vector3): void {
      goOn(handle, () =>
        change((figure) => {
          const at = handlePlace(figure, handle);
          return dragHandle(figure, handle, { x: at.x + by.x, y: at.y + by.y, z: at.z + by.z });
        }),
      );
    },
    turnTo(bone: BoneName, world: Quaternion): void {
      change((figure) => keptAboveFloor(withWorldRotation(figure, bone, world)));
    },
    /** Sets one of a bone's angles in degrees. */
    setAngle(bone: BoneName, index: number, degrees: number): void {
      goOn(`angle ${index} of ${bone}`, () =>
        change((figure) => {
          const angles = anglesOf(bone, localRotation(figure, bone)).with(index, degrees);
          return keptAboveFloor(withRotation(figure, bone, rotationOf(bone, angles)));
        }),
      );
    },
    resetBone(bone: BoneName): void {
      change((figure) => withRotation(figure, bone, localRotation(standingFigure(figure.build), bone)));
    },
    /** Chooses a hand's shape, and takes hands into the editor from now on: this one, if there were none before. */
    setHand(side: Side, shape: HandShapeName): void {
      store.setState(({ people, selected, options }) => ({
        people: (options.hands ? people : people.map(withoutShapes)).map((person) =>
          person.id === selected ? withShape(person, side, shape) : person,
        ),
        options: options.hands ? options : { ...options, hands: true },
      }));
    },
    setBuild(build: Proportions): void {
      change((figure) => keptAboveFloor(rebuilt(figure, build)));
    },
    /** Sets one of the proportions. */
    setProportion(name: keyof Proportions, value: number): void {
      goOn(name, () =>
        change((figure) => keptAboveFloor(rebuilt(figure, { ...figure.build, [name]: value }))),
      );
    },
    mirror(): void {
      changePerson(({ figure, hands: { left, right }, ...person }) => ({
        ...person,
        figure: mirrored(figure),
        hands: { left: right, right: left },
      }));
    },
    reset(): void {
      change(resetPose);
    },
    dropToFloor(): void {
      change(droppedToFloor);
    },
    addPerson(): void {
      const { people } = store.getState();
      const right = Math.max(-BESIDE, ...people.map(({ figure }) => figure.position.x));
      insert(moved(standingFigure(), { x: right + BESIDE, y: 0, z: 0 }));
    },
    duplicatePerson(): void {
      const person = selectedPerson(store.getState());
      if (person) insert(moved(person.figure, { x: BESIDE, y: 0, z: 0 }));
    },
    removePerson(): void {
      const { people, selected } = store.getState();
      store.setState({ people: people.filter(({ id }) => id !== selected) });
      settle();
    },
    look(camera: OrbitCamera): void {
      store.setState({ camera });
    },
    /** Goes to one of the views, the target and the distance kept. */
    lookFrom(name: CameraViewName): void {
      const { azimuth, elevation } = CAMERA_VIEWS[name];
      store.setState(({ camera }) => ({ camera: { ...camera, azimuth, elevation } }));
    },
    /** Opens or narrows the view, and goes nearer or away so that people stay as large. */
    setFieldOfView(fieldOfView: number): void {
      store.setState(({ camera }) => ({
        camera: {
          ...camera,
          fieldOfView,
          distance: (camera.distance * tangent(camera.fieldOfView)) / tangent(fieldOfView),
        },
      }));
    },
    /** Sets what is taken into the editor; whoever asks for feet gets them on everybody. */
    setOptions(options: ProjectOptions): void {
      store.setState((state) => ({
        options: { ...state.options, ...options },
        people: options.feet ? state.people.map(withFeet) : state.people,
      }));
    },
    undo(): void {
      store.temporal.getState().undo();
      settle();
    },
    redo(): void {
      store.temporal.getState().redo();
      settle();
    },
  };
}

function withShape(person: ScenePerson, side: Side, shape: HandShapeName): ScenePerson {
  const { figure, hands } = person;
  return {
    ...person,
    figure: { ...figure, hands: { ...figure.hands, [side]: shape } },
    hands: { ...hands, [side]: 'shape' },
  };
}

function withFeet(person: ScenePerson): ScenePerson {
  return person.feet ? person : { ...person, feet: true };
}

/** Leaves the hands that the editor has, and no others. */
function withoutShapes(person: ScenePerson): ScenePerson {
  const { left, right } = person.hands;
  const hands = {
    left: left === 'shape' ? 'none' : left,
    right: right === 'shape' ? 'none' : right,
  } as const;
  return { ...person, hands };
}

function tangent(degrees: number): number {
  return Math.tan((degrees * Math.PI) / 360);
}
