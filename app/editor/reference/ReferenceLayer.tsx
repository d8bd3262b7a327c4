import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { referenceFrame } from './geometry.ts';
import './reference.css';

/** The reference picture below the figure, cut at the edges of the canvas. Stands where a px is one of the canvas. */
export function ReferenceLayer(): React.JSX.Element | null {
  const { stores } = useServices();
  const { image, visible, opacity, ...placement } = useStore(stores.reference);
  const width = useStore(stores.figure, ({ pose }) => pose.width);
  const height = useStore(stores.figure, ({ pose }) => pose.height);
  if (!image || !visible) return null;
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
        {...referenceFrame(image, { width, height }, placement)}
        opacity={opacity}
        preserveAspectRatio="none"
      />
    </svg>
  );
}
