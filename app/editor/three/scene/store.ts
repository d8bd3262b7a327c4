import { temporal, type TemporalState } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CanvasSize, Person } from '../../../../core/pose/index.ts';
import type { BoneName, Figure, OrbitCamera, ProjectOptions, Side } from '../../../../core/pose3d/index.ts';

/**
 * What becomes of a hand: one that the editor has, named by its side there, goes along with the forearm; the shape is taken
 * that the figure has; or there is none.
 */
type HandSource = Side | 'shape' | 'none';

/** Somebody in the scene. */
export interface ScenePerson {
  /** Of this scene alone. */
  readonly id: number;
  readonly name: string;
  readonly figure: Figure;
  /** Index of the person of the editor that this one came from, and whose place it takes. */
  readonly source: number | undefined;
  /** The editor's person as it was before 3D: its face and hands stay known while the camera does not see them. */
  readonly drawn: Person | undefined;
  /** By the figure's own sides. */
  readonly hands: Readonly<Record<Side, HandSource>>;
  /** Has it feet when feet are taken into the editor? */
  readonly feet: boolean;
}

/** Somebody that the editor does not know: hands of the shapes that the figure has, and feet. */
export const NEWCOMER = {
  source: undefined,
  drawn: undefined,
  hands: { left: 'shape', right: 'shape' },
  feet: true,
} as const satisfies Partial<ScenePerson>;

/** What is being posed in space. */
export interface SceneState {
  readonly people: readonly ScenePerson[];
  /** The person that commands act on. */
  readonly selected: number | undefined;
  /** The bone that is turned. */
  readonly bone: BoneName | undefined;
  readonly camera: OrbitCamera;
  readonly options: Required<ProjectOptions>;
}

type SceneHistory = TemporalState<Pick<SceneState, 'people' | 'options'>>;

/** The scene with its history of people and of what is taken of them; looking around is not part of it. */
export type SceneStore = StoreApi<SceneState> & { temporal: StoreApi<SceneHistory> };

/** A scene at the moment at which it was opened. */
export interface OpenedScene {
  readonly state: SceneState;
  readonly canvas: CanvasSize;
  /** The people of the editor that were taken along. */
  readonly sources: readonly number[];
  /** What could not be done, in words; empty if all went well. */
  readonly notice: string;
}

/** Makes the store. */
export function createSceneStore(state: SceneState): SceneStore {
  return createStore<SceneState>()(
    temporal((): SceneState => state, {
      partialize: ({ people, options }): Pick<SceneState, 'people' | 'options'> => ({ people, options }),
      equality: (past, present) => past.people === present.people && past.options === present.options,
    }),
  );
}

/** The person that commands act on. */
export function selectedPerson({ people, selected }: SceneState): ScenePerson | undefined {
  return people.find(({ id }) => id === selected);
}
