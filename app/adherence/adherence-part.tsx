import { FailureAlone, lazyPart } from '../ui/lazy-part.tsx';

/** How well a picture keeps to its pose: nothing that is missed before there is a picture. */
export const adherencePart = lazyPart(
  async () => (await import('./AdherencePanel.tsx')).AdherencePanel,
  FailureAlone,
);

/** Both skeletons over a picture. */
export const skeletonOverlayPart = lazyPart(
  async () => (await import('./SkeletonOverlay.tsx')).SkeletonOverlay,
  FailureAlone,
);
