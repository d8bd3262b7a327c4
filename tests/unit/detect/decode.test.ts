import { describe, expect, it } from 'vitest';
import {
  decodeHeatmaps,
  decodeMoveNet,
  decodeRtmo,
  decodeSimcc,
  decodeYolox,
  letterbox,
  MOVENET_FIELD,
  type NetworkOutput,
  personFrom,
} from '../../../core/detect/index.ts';
import { fixturePicture } from '../../drivers/detect-picture.ts';

const output = (shape: readonly number[], fill = 0): NetworkOutput => ({
  shape,
  data: new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(fill),
});
const REGION = { x: 50, y: 60, width: 30, height: 40 };
const INPUT = { width: 64, height: 64 };
const YOLOX = { input: INPUT, ratio: 0.5, minScore: 0.3 };

describe('an output that is not finite', () => {
  const field = letterbox(fixturePicture(20, 10), INPUT, MOVENET_FIELD);
  const nan = (shape: readonly number[]): NetworkOutput => output(shape, NaN);
  it.each([
    ['boxes', () => decodeYolox({ boxes: nan([1, 84, 85]) }, YOLOX)],
    [
      'dets',
      () => decodeRtmo({ dets: nan([1, 2, 5]), keypoints: output([1, 2, 17, 3]) }, { ratio: 1, minScore: 0 }),
    ],
    ['columns', () => decodeSimcc({ x: nan([1, 17, 384]), y: output([1, 17, 512]) }, REGION, 17)],
    ['heatmaps', () => decodeHeatmaps(nan([1, 17, 64, 48]), REGION, 17)],
    ['coordinates', () => decodeMoveNet(nan([1, 1, 17, 3]), field)],
  ])('is a failure: %s', (_, decode) => {
    expect(decode).toThrow(expect.objectContaining({ code: 'bad-output' }) as Error);
  });

  it('is one where it is missing', () => {
    expect(() => decodeHeatmaps(undefined, REGION, 17)).toThrow('gave no heatmaps of shape [1, 17, ?, ?]');
  });
});

describe('nobody', () => {
  it('is an answer of each network', () => {
    const rtmo = { dets: output([1, 0, 5]), keypoints: output([1, 0, 17, 3]) };
    expect(decodeRtmo(rtmo, { ratio: 1, minScore: 0 })).toEqual([]);
    expect(decodeYolox({ boxes: output([1, 84, 85]) }, YOLOX)).toEqual([]);
    expect(decodeYolox({ boxes: output([1, 0, 5]), labels: output([1, 0]) }, YOLOX)).toEqual([]);
  });
});

describe('personFrom', () => {
  /** Keypoint i at (i, 1000 + i) with the score 0.9, and others where they are given. */
  const found = (count: number, scores: Readonly<Record<number, number>> = {}): Float32Array =>
    Float32Array.from({ length: count * 3 }, (_, at) => {
      const i = Math.floor(at / 3);
      return at % 3 === 2 ? (scores[i] ?? 0.9) : i + 1000 * (at % 3);
    });

  it('puts the neck between the shoulders, as sure as the less sure one', () => {
    const { body } = personFrom(found(17, { 5: 0.5 }), 'coco-17', 0.3);
    expect(body[1]).toEqual({ x: 5.5, y: 1005.5, confidence: expect.closeTo(0.5) as number });
  });

  it('has no neck where a shoulder is missing', () => {
    const { body } = personFrom(found(17, { 6: 0.2 }), 'coco-17', 0.3);
    expect([body[1], body[2]]).toEqual([null, null]);
    expect(body[5]).toMatchObject({ x: 5 });
  });

  it('takes no score as more than certain, and none of zero at all', () => {
    const { body } = personFrom(found(17, { 0: 1.7, 1: 0 }), 'coco-17', 0);
    expect(body[0]?.confidence).toBe(1);
    expect(body[15]).toBeNull();
  });

  it('ends a face with the pupils, and leaves out parts of which nothing is there', () => {
    const whole = personFrom(found(133), 'coco-wholebody-133', 0.3);
    expect(whole.face).toHaveLength(70);
    expect(whole.face?.slice(68).map((point) => point?.x)).toEqual([2, 1]);
    expect(whole.feet?.map((point) => point?.x)).toEqual([17, 18, 19, 20, 21, 22]);
    const unsure = Object.fromEntries(Array.from({ length: 110 }, (_, i) => [23 + i, 0.1]));
    expect(Object.keys(personFrom(found(133, unsure), 'coco-wholebody-133', 0.3))).toEqual(['body', 'feet']);
  });
});
