import { memo, type RefObject } from 'react';
import type { StageHold } from './use-gestures.ts';
import { useZoom } from './use-zoom.ts';

/** What zooming works on. */
export interface StageZoomProps {
  readonly stage: RefObject<HTMLElement | null>;
  readonly hold: StageHold;
}

/** Zooms the stage by wheel, trackpad and two fingers; shows nothing. */
export const StageZoom = memo(function StageZoom({ stage, hold }: StageZoomProps): null {
  useZoom(stage, hold);
  return null;
});
