import { describe, expect, it } from 'vitest';
import {
  fittedView,
  pinchedView,
  toCanvas,
  toStage,
  viewInSight,
  zoomedView,
} from '../../../../app/editor/view.ts';

const STAGE = { width: 800, height: 600 };

describe('the view', () => {
  it.each([
    [64, 64],
    [4096, 64],
    [64, 4096],
    [512, 768],
  ])('fits a canvas of %i by %i px into the middle', (width, height) => {
    const view = fittedView(STAGE, { width, height }, 16);
    const [first, last] = [toStage(view, { x: 0, y: 0 }), toStage(view, { x: width, y: height })];
    expect(first.x + last.x).toBeCloseTo(STAGE.width, 6);
    expect(first.y + last.y).toBeCloseTo(STAGE.height, 6);
    expect(Math.min(first.x, first.y)).toBeCloseTo(16, 6);
  });

  it.each([1.25, 0.8, 1000, 0.0001])('keeps the place under the pointer when zoomed by %d', (factor) => {
    const view = { scale: 0.7, x: -40, y: 90 };
    const pointer = { x: 211, y: 333 };
    const zoomed = zoomedView(view, pointer, factor);
    const [before, after] = [toCanvas(view, pointer), toCanvas(zoomed, pointer)];
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
    expect(zoomed.scale).toBeGreaterThan(0.01);
    expect(zoomed.scale).toBeLessThanOrEqual(32);
  });

  it.each([1, 1.7, 0.4, 1000, 0.0001])('keeps what two fingers hold between them, spread by %d', (factor) => {
    const view = { scale: 0.7, x: -40, y: 90 };
    const [from, to] = [
      { x: 211, y: 333 },
      { x: 260, y: 300 },
    ];
    const pinched = pinchedView(view, from, to, factor);
    const [before, after] = [toCanvas(view, from), toCanvas(pinched, to)];
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
    expect(pinched.scale).toBe(zoomedView(view, from, factor).scale);
    expect(pinched.scale).toBeGreaterThan(0.01);
    expect(pinched.scale).toBeLessThanOrEqual(32);
  });

  it('never loses the canvas out of sight', () => {
    const canvas = { width: 512, height: 512 };
    for (const [x, y] of [
      [1e6, 1e6],
      [-1e6, -1e6],
      [1e6, -1e6],
    ] as const) {
      const view = viewInSight({ scale: 2, x, y }, STAGE, canvas);
      expect(view.x).toBeLessThan(STAGE.width - 40);
      expect(view.x + 2 * canvas.width).toBeGreaterThan(40);
      expect(view.y).toBeLessThan(STAGE.height - 40);
      expect(view.y + 2 * canvas.height).toBeGreaterThan(40);
    }
  });
});
