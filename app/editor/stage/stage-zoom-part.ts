import { FailureAlone, lazyPart } from '../../ui/lazy-part.tsx';
import type { StageZoomProps } from './StageZoom.tsx';

/** Zooming by wheel and fingers: the buttons of the zoom bar are there before it. */
export const stageZoomPart = lazyPart<StageZoomProps>(
  async () => (await import('./StageZoom.tsx')).StageZoom,
  FailureAlone,
);
