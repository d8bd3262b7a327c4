/*
 * Halving and doubling of feature maps by convolutions.
 * Reference: diffusers `Downsample2D` and `Upsample2D` with use_conv.
 */
import { dimAt, resizeNearest } from '../../onnx/index.ts';
import type { ImageSize, Padding, Value } from '../../onnx/index.ts';
import type { WeightScope } from '../weight-scope.ts';

/**
 * A convolution with stride 2 on [B, C, h, w].
 *
 * @param padding - as diffusers writes it: 0 stands for one row below and one column to the right
 */
export function downsample(w: WeightScope, x: Value, { padding }: { padding: number }): Value {
  const sides = padding === 0 ? BELOW_AND_RIGHT : evenPadding(padding);
  return w.tap(w.conv('conv', x, { out: dimAt(x.shape, 1), kernel: 3, stride: 2, padding: sides }));
}

/** What {@link downsample} makes of a height or a width. */
export function halvedSide(side: number, padding: number): number {
  const added = padding === 0 ? 1 : 2 * padding;
  return Math.floor((side + added - 3) / 2) + 1;
}

const BELOW_AND_RIGHT: Padding = { top: 0, left: 0, bottom: 1, right: 1 };

function evenPadding(side: number): Padding {
  return { top: side, left: side, bottom: side, right: side };
}

/** Nearest-neighbour enlargement of [B, C, h, w] to `size`, then a convolution. */
export function upsample(w: WeightScope, x: Value, size: ImageSize): Value {
  return w.tap(w.conv('conv', resizeNearest(w.graph, x, size), { out: dimAt(x.shape, 1), kernel: 3 }));
}
