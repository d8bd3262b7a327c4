import { describe, expect, it } from 'vitest';
import {
  CANVAS_LIMITS,
  CANVAS_PRESETS,
  fitPose,
  type Pose,
  resizeCanvas,
} from '../../../../core/pose/index.ts';
import { locked, wholePose } from './people.ts';

describe('fitPose', () => {
  it('keeps the aspect and the middle', () => {
    const pose: Pose = {
      width: 100,
      height: 200,
      people: [{ body: [{ x: 0, y: 0 }, { x: 50, y: 100 }, null] }],
    };
    const fitted = fitPose(pose, { width: 300, height: 400 });
    expect(fitted).toEqual({
      width: 300,
      height: 400,
      people: [{ body: [{ x: 50, y: 0 }, { x: 150, y: 200 }, null] }],
    });
    expect(fitPose(pose, { width: 100, height: 200 })).toBe(pose);
  });
});

describe('resizeCanvas', () => {
  it('scales people with it or leaves them at their places', () => {
    const pose = wholePose();
    const size = { width: 768, height: 1024 };
    expect(resizeCanvas(pose, size, 'fit')).toEqual(fitPose(pose, size));
    const kept = resizeCanvas(pose, size, 'keep');
    expect(kept).toMatchObject(size);
    expect(kept.people).toBe(pose.people);
    expect(resizeCanvas(pose, { width: 512, height: 512 }, 'keep')).toBe(pose);
  });

  it('takes locked people along', () => {
    const pose = locked(wholePose());
    expect(resizeCanvas(pose, { width: 256, height: 256 }, 'fit').people[0]!.body[0]!.x).toBeCloseTo(
      pose.people[0]!.body[0]!.x / 2,
      9,
    );
  });

  it.each([
    [
      { width: 10, height: 100_000 },
      { width: CANVAS_LIMITS.min, height: CANVAS_LIMITS.max },
    ],
    [
      { width: 300.6, height: Number.NaN },
      { width: 301, height: 512 },
    ],
    [
      { width: Infinity, height: -5 },
      { width: CANVAS_LIMITS.max, height: CANVAS_LIMITS.min },
    ],
  ])('brings %o to %o', (asked, given) => {
    expect(resizeCanvas(wholePose(), asked, 'keep')).toMatchObject(given);
  });

  it('offers canvases that models take: within the limits, in steps of 64 px, no two alike', () => {
    for (const { width, height } of CANVAS_PRESETS) {
      expect([width % 64, height % 64]).toEqual([0, 0]);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(CANVAS_LIMITS.min);
      expect(Math.max(width, height)).toBeLessThanOrEqual(CANVAS_LIMITS.max);
    }
    const unique = (of: (preset: (typeof CANVAS_PRESETS)[number]) => string) =>
      new Set(CANVAS_PRESETS.map(of)).size;
    expect(unique(({ label }) => label)).toBe(CANVAS_PRESETS.length);
    expect(unique(({ width, height }) => `${width}x${height}`)).toBe(CANVAS_PRESETS.length);
  });
});
