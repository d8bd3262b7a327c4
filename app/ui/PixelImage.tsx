import { useMemo } from 'react';
import type { RgbaImage } from '../../core/image/index.ts';

interface PixelImageProps {
  /** A small picture: it is encoded where the page waits for it. */
  readonly image: RgbaImage;
  readonly className?: string;
}

/**
 * A small picture as decoration. Every canvas on the page is a layer that the browser looks after in each frame; images are
 * part of the page, so lists of pictures have these.
 */
export function PixelImage({ image, className }: PixelImageProps): React.JSX.Element {
  const address = useMemo(() => addressOf(image), [image]);
  // Decoded at once, a picture that is replaced does not flicker.
  return <img src={address} className={className} alt="" decoding="sync" draggable={false} />;
}

let scratch: CanvasRenderingContext2D | null = null;

function addressOf({ data, width, height }: RgbaImage): string {
  scratch ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!scratch) return '';
  Object.assign(scratch.canvas, { width, height });
  scratch.putImageData(new ImageData(data, width, height), 0, 0);
  return scratch.canvas.toDataURL();
}
