import { useStore } from 'zustand';
import type { CanvasSize } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { referenceFrame } from './geometry.ts';
import './reference.css';

/**
 * The reference picture below the figure, cut at the edges of the canvas. Stands in an SVG in px of the canvas, or alone
 * in a box of the canvas's proportions.
 */
export function ReferenceLayer({ canvas }: { readonly canvas: CanvasSize }): React.JSX.Element | null {
  const { stores } = useServices();
  const { image, visible, opacity, ...placement } = useStore(stores.reference);
  if (!image || !visible) return null;
  const { width, height } = canvas;
  return (
    <svg
      className="reference-layer"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden
    >
      <image
        href={image.url}
        {...referenceFrame(image, canvas, placement)}
        opacity={opacity}
        preserveAspectRatio="none"
      />
    </svg>
  );
}
