import { useGesture } from '@use-gesture/react';
import type { RefObject } from 'react';
import { useServices } from '../../services.ts';
import { viewOn } from '../../state/editor.ts';
import { pinchedView, type View } from '../view.ts';
import type { StageHold } from './use-gestures.ts';

/** Growth per px that the wheel turns; a notch of 100 px makes a fifth. */
const WHEEL_GROWTH = 0.0018;
/** The same where a trackpad reports a pinch as a wheel with Ctrl, in smaller steps. */
const PINCH_GROWTH = 0.01;

/** What lies over the stage is scaled by its own. */
const OVER_THE_STAGE = '.stage-onlay';

interface PinchStart {
  readonly view: View;
  readonly place: { readonly x: number; readonly y: number };
}

/** Zooms by wheel, trackpad and two fingers, beside what lies over the stage. Two fingers move the view as well. */
export function useZoom(stage: RefObject<HTMLElement | null>, hold: StageHold): void {
  const { stores, actions } = useServices();
  useGesture(
    {
      onWheel({ event, delta: [, turned] }) {
        if (isOverStage(event)) return;
        event.preventDefault();
        const growth = event.ctrlKey ? PINCH_GROWTH : WHEEL_GROWTH;
        actions.view.zoomBy(Math.exp(-turned * growth), hold.placeOf(event));
      },
      onPinch({ event, first, movement: [factor], origin: [clientX, clientY], memo, cancel }) {
        if (isOverStage(event)) {
          cancel();
          return undefined;
        }
        const place = hold.placeOf({ clientX, clientY });
        if (first && hold.isDragging()) {
          // The second finger came by accident.
          cancel();
          return undefined;
        }
        if (first) hold.cancel();
        const start = (memo as PinchStart | undefined) ?? { view: currentView(), place };
        actions.view.show(pinchedView(start.view, start.place, place, factor));
        return start;
      },
    },
    {
      target: stage,
      eventOptions: { passive: false },
      pinch: { pointer: { touch: true }, pinchOnWheel: false },
    },
  );

  function currentView(): View {
    return viewOn(stores.editor.getState(), stores.figure.getState().pose);
  }
}

function isOverStage({ target }: Event): boolean {
  return target instanceof Element && target.closest(OVER_THE_STAGE) !== null;
}
