/*
 * Small drawings of poses, made one after the other between frames so that scrolling stays smooth, and kept.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import { drawPose, type Pose } from '../../core/pose/index.ts';

/** Side of a thumbnail's canvas in px: lines of 8 px stay visible at half the size. */
export const THUMBNAIL = { width: 320, height: 320 };

/** Milliseconds of a frame that drawings may take; one is always made. */
const BUDGET = 6;
/** Thumbnails that are kept; each takes 400 kB. */
const KEPT = 100;

interface Order {
  readonly key: string;
  readonly pose: () => Pose;
  readonly deliver: (image: RgbaImage) => void;
}

/** Draws thumbnails. */
export interface Thumbnails {
  /** A thumbnail that has been drawn. */
  peek(key: string): RgbaImage | undefined;
  /** Orders one. Gives what takes the order back. */
  order(order: Order): () => void;
}

/** Clock and frames of the browser. */
export interface FrameHost {
  readonly nextFrame: (work: () => void) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Makes a drawer of thumbnails. */
export function createThumbnails({ nextFrame, now }: FrameHost): Thumbnails {
  const drawn = new Map<string, RgbaImage>();
  const orders = new Set<Order>();
  let scheduled = false;

  function work(): void {
    scheduled = false;
    const start = now();
    for (const order of orders) {
      orders.delete(order);
      const image = drawn.get(order.key) ?? drawPose(order.pose());
      remember(order.key, image);
      order.deliver(image);
      if (now() - start > BUDGET) break;
    }
    schedule();
  }

  function schedule(): void {
    if (scheduled || orders.size === 0) return;
    scheduled = true;
    nextFrame(work);
  }

  function remember(key: string, image: RgbaImage): void {
    drawn.delete(key);
    drawn.set(key, image);
    const [oldest] = drawn.keys();
    if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  }

  return {
    peek: (key) => drawn.get(key),
    order(order) {
      orders.add(order);
      schedule();
      return () => orders.delete(order);
    },
  };
}
