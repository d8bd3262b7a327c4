import { type CanvasChange, canvasMap, type CanvasSize } from '../../../core/pose/index.ts';
import { REFERENCE_SCALE, type ReferenceImage, type ReferencePlacement } from '../../state/reference.ts';

/** A rectangle in px of the canvas. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Picture = Pick<ReferenceImage, 'width' | 'height'>;

/** Where a reference picture lies on a canvas, in px of the canvas; parts of it may lie outside. */
export function referenceFrame(
  image: Picture,
  canvas: CanvasSize,
  { fit, scale, offset }: Pick<ReferencePlacement, 'fit' | 'scale' | 'offset'>,
): Frame {
  const { across, down } = fittedSize(image, canvas, fit);
  const [width, height] = [image.width * across * scale, image.height * down * scale];
  return {
    x: (canvas.width - width) / 2 + offset.x,
    y: (canvas.height - height) / 2 + offset.y,
    width,
    height,
  };
}

/** What the canvas was and is, and how the people went along. */
export interface CanvasStep {
  readonly from: CanvasSize;
  readonly to: CanvasSize;
  readonly how: CanvasChange;
}

type Standing = Pick<ReferencePlacement, 'scale' | 'offset'>;

/**
 * Takes a picture along with the people when the canvas has another size. Where it is stretched to a canvas of another
 * aspect, one of its sides stays with them.
 */
export function placedAfter(image: Picture, placement: ReferencePlacement, step: CanvasStep): Standing {
  const { from, to, how } = step;
  const { scale, left, top } = canvasMap(from, to, how);
  const { x, y } = placement.offset;
  return {
    scale: allowedScale(placement.scale * growth(image, placement, step)),
    offset: {
      x: (x + from.width / 2) * scale + left - to.width / 2,
      y: (y + from.height / 2) * scale + top - to.height / 2,
    },
  };
}

/** Where a picture stood before {@link placedAfter}. */
export function placedBefore(image: Picture, placement: ReferencePlacement, step: CanvasStep): Standing {
  const { from, to, how } = step;
  const { scale, left, top } = canvasMap(from, to, how);
  const { x, y } = placement.offset;
  return {
    scale: allowedScale(placement.scale / growth(image, placement, step)),
    offset: {
      x: (x + to.width / 2 - left) / scale - from.width / 2,
      y: (y + to.height / 2 - top) / scale - from.height / 2,
    },
  };
}

/** Factor on the picture's own scale that makes up for its being fitted to another canvas. */
function growth(image: Picture, { fit }: ReferencePlacement, { from, to, how }: CanvasStep): number {
  const [before, after] = [fittedSize(image, from, fit), fittedSize(image, to, fit)];
  return canvasMap(from, to, how).scale * Math.max(before.across / after.across, before.down / after.down);
}

/** Factors on the sides of a picture that fit it to a canvas. */
function fittedSize(image: Picture, canvas: CanvasSize, fit: ReferencePlacement['fit']) {
  const [across, down] = [canvas.width / image.width, canvas.height / image.height];
  if (fit === 'stretch') return { across, down };
  const even = fit === 'contain' ? Math.min(across, down) : Math.max(across, down);
  return { across: even, down: even };
}

function allowedScale(scale: number): number {
  return Math.min(REFERENCE_SCALE.max, Math.max(REFERENCE_SCALE.min, scale));
}
