import { describe, expect, it } from 'vitest';
import { figureFraming } from '../../../../app/prompts/figure-framing.ts';
import { BODY, type Person, standingPerson } from '../../../../core/pose/index.ts';

const canvas = { width: 512, height: 512 };
const standing = standingPerson(canvas);

function without(...joints: readonly number[]): Person {
  return { ...standing, body: standing.body.map((point, joint) => (joints.includes(joint) ? null : point)) };
}

const LEGS = [BODY.rightAnkle, BODY.leftAnkle, BODY.rightKnee, BODY.leftKnee];
const HIPS = [...LEGS, BODY.rightHip, BODY.leftHip];

describe('figureFraming', () => {
  it.each([
    ['full', [standing]],
    ['half', [without(...LEGS)]],
    ['close', [without(...HIPS)]],
    [undefined, []],
    [undefined, [standing, without(...HIPS)]],
    ['full', [standing, { ...without(...HIPS), hidden: true }]],
  ] as const)('is %s', (framing, people) => {
    expect(figureFraming({ ...canvas, people })).toBe(framing);
  });

  it('counts what is outside of the canvas as not shown', () => {
    expect(figureFraming({ width: 512, height: 100, people: [standing] })).not.toBe('full');
  });
});
