import type { CanvasSize } from '../../../core/pose/index.ts';
import type { ReferenceImage, ReferencePlacement } from '../../state/reference.ts';

/** A rectangle in px of the canvas. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a reference picture lies on a canvas, in px of the canvas; parts of it may lie outside. */
export function referenceFrame(
  image: Pick<ReferenceImage, 'width' | 'height'>,
  canvas: CanvasSize,
  { fit, scale, offset }: Pick<ReferencePlacement, 'fit' | 'scale' | 'offset'>,
): Frame {
  const [across, down] = [canvas.width / image.width, canvas.height / image.height];
  const even = fit === 'contain' ? Math.min(across, down) : Math.max(across, down);
  const width = image.width * (fit === 'stretch' ? across : even) * scale;
  const height = image.height * (fit === 'stretch' ? down : even) * scale;
  return {
    x: (canvas.width - width) / 2 + offset.x,
    y: (canvas.height - height) / 2 + offset.y,
    width,
    height,
  };
}
