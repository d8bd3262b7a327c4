import { useEffect, useRef } from 'react';
import type { RgbaImage } from '../../core/image/index.ts';

interface PixelCanvasProps {
  readonly image: RgbaImage;
  readonly className?: string;
  /** Text alternative; without one the picture is decoration. */
  readonly label?: string;
}

/** Shows pixels as they are; CSS decides at what size. */
export function PixelCanvas({ image, className, label }: PixelCanvasProps): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(image.data, image.width, image.height), 0, 0);
  }, [image]);
  const role = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={canvas} width={image.width} height={image.height} className={className} {...role} />;
}
