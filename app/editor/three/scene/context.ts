import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CanvasSize, Pose } from '../../../../core/pose/index.ts';
import { invariant } from '../../../../core/result/index.ts';
import type { SceneActions } from './actions.ts';
import type { SceneState, SceneStore } from './store.ts';

/** The scene that views below may read and change. */
export interface SceneServices {
  readonly store: SceneStore;
  readonly actions: SceneActions;
  /** The editor's pose, as the scene was opened with it. */
  readonly pose: Pose;
  /** The editor's canvas. */
  readonly canvas: CanvasSize;
}

const SceneContext = createContext<SceneServices | undefined>(undefined);

/** Hands a scene to the views below. */
export const SceneProvider = SceneContext.Provider;

/** The scene that is open. */
export function useScene(): SceneServices {
  const scene = useContext(SceneContext);
  invariant(scene, 'Views of a scene stand below a SceneProvider.');
  return scene;
}

/** Reads the scene's state. */
export function useSceneState<Value>(select: (state: SceneState) => Value): Value {
  return useStore(useScene().store, select);
}
