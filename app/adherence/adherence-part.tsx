import { lazyPart } from '../ui/lazy-part.tsx';

/** How well a picture keeps to its pose: nothing that is missed before there is a picture. */
export const adherencePart = lazyPart(
  async () => (await import('./AdherencePanel.tsx')).AdherencePanel,
  ({ failed, notice }) => (failed ? notice : null),
);
