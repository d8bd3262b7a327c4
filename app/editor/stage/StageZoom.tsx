import type { RefObject } from 'react';
import type { StageGestures } from './use-gestures.ts';
import { useZoom } from './use-zoom.ts';

/** What zooming works on. */
export interface StageZoomProps {
  readonly stage: RefObject<HTMLElement | null>;
  readonly gestures: StageGestures;
}

/** Zooms the stage by wheel, trackpad and two fingers; shows nothing. */
export function StageZoom({ stage, gestures }: StageZoomProps): null {
  useZoom(stage, gestures);
  return null;
}
