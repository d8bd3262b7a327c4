import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { FailureAlone, lazyPart } from '../../ui/lazy-part.tsx';
import type { ReferenceGripProps } from './ReferenceGrip.tsx';

const { Part: Grip } = lazyPart<ReferenceGripProps>(
  async () => (await import('./ReferenceGrip.tsx')).ReferenceGrip,
  FailureAlone,
);

/** Lets hold of the reference picture be taken while it is there and not locked. */
export function LooseReference(): React.JSX.Element | null {
  const { stores } = useServices();
  const { image, visible, locked } = useStore(stores.reference);
  const width = useStore(stores.figure, ({ pose }) => pose.width);
  const height = useStore(stores.figure, ({ pose }) => pose.height);
  return image && visible && !locked ? <Grip canvas={{ width, height }} /> : null;
}
