import { useStore } from 'zustand';
import type { CheckedImage } from '../../core/contract/index.ts';
import { useServices } from '../services.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { isHidden } from './store.ts';

const hiddenPart = lazyPart(async () => (await import('./HiddenPicture.tsx')).HiddenPicture);
const linePart = lazyPart(async () => (await import('./SafetyLine.tsx')).SafetyLine);

interface ShownPictureProps {
  readonly image: CheckedImage;
  /** Text alternative of the picture itself. */
  readonly label?: string;
  /** Is there room to say why it is hidden, and a way to show it? */
  readonly explained?: boolean;
}

/** A finished picture, or a blur in its place where it is not to be seen. */
export function ShownPicture({ image, label, explained = false }: ShownPictureProps): React.JSX.Element {
  const hidden = useHidden(image);
  const named = label === undefined ? {} : { label };
  if (hidden) return <hiddenPart.Part image={image} explained={explained} {...named} />;
  return <PixelCanvas image={image} className="picture-pixels" {...named} />;
}

/** What the checker has to say of a picture that is shown; nothing where it has passed. */
export function SafetyNotice({ image }: Pick<ShownPictureProps, 'image'>): React.JSX.Element | null {
  const hidden = useHidden(image);
  const { safety } = image;
  if (hidden || !safety || safety.verdict === 'clear') return null;
  return <linePart.Part image={image} safety={safety} />;
}

/** Is a picture hidden just now? */
export function useHidden(image: CheckedImage): boolean {
  const { stores } = useServices();
  return useStore(stores.safety, (state) => isHidden(image, state));
}
