import { useState, useSyncExternalStore } from 'react';
import type { Pose } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import type { FigureStore } from '../../state/figure.ts';

/** The least time between two looks at a pose that is being dragged. */
const PAUSE_MS = 200;

/**
 * The pose for views beside the canvas. They follow a drag some times a second, so that the canvas itself has the frame
 * to itself, and everything else at once.
 */
export function usePanelPose(): Pose {
  const { stores } = useServices();
  const [source] = useState(() => slowedPose(stores.figure));
  return useSyncExternalStore(source.subscribe, source.get);
}

function slowedPose(figure: FigureStore) {
  let shown = figure.getState().pose;
  let timer: number | undefined;
  function stop(): void {
    window.clearTimeout(timer);
    timer = undefined;
  }
  function subscribe(notify: () => void): () => void {
    function show(): void {
      stop();
      shown = figure.getState().pose;
      notify();
    }
    shown = figure.getState().pose;
    const leave = figure.subscribe(({ pose }) => {
      if (pose === shown) return;
      // History pauses while somebody drags.
      if (figure.temporal.getState().isTracking) show();
      else timer ??= window.setTimeout(show, PAUSE_MS);
    });
    return () => {
      stop();
      leave();
    };
  }
  return { get: () => shown, subscribe };
}
