import { describe, expect, it } from 'vitest';
import { type AxisName, gridOf, parseGenerateRequest } from '../../../core/request/index.ts';
import { SAMPLER_NAMES } from '../../../core/sampling/index.ts';

const checked = parseGenerateRequest({
  prompt: 'a woman in a red shirt and red shoes',
  negativePrompt: '',
  seed: 42,
  width: 128,
  height: 128,
  steps: 12,
  guidance: 4,
  sampler: 'euler',
  scheduler: 'normal',
  controlStrength: 1,
  control: { kind: 'none' },
});
const request = { ...checked, seed: 42 };

function labelsOf(axis: AxisName, text: string): readonly string[] {
  return gridOf(request, { axis, text }).columns;
}

describe('gridOf', () => {
  it.each([
    ['steps', '4, 8,12', ['4', '8', '12']],
    ['steps', '4-20 (+4)', ['4', '8', '12', '16', '20']],
    ['seed', '1-4', ['1', '2', '3', '4']],
    ['controlStrength', '0-1 [5]', ['0', '0.25', '0.5', '0.75', '1']],
    ['guidance', '1, 3-4 (+0.5)', ['1', '3', '3.5', '4']],
    ['sampler', 'euler, DPM++ 2M', ['Euler', 'DPM++ 2M']],
    ['scheduler', 'karras', ['Karras']],
    ['prompt', 'red, blue', ['red', 'blue']],
  ] as const)('reads %s from "%s"', (axis, text, labels) => {
    expect(labelsOf(axis, text)).toEqual(labels);
  });

  it.each([
    ['steps', '1.2.3-4 [4]'],
    ['guidance', `${'9'.repeat(400)}-1 [2]`],
    ['prompt', `e, ${'e'.repeat(3000)}`],
  ] as const)('takes nothing from %s that no request can have', (axis, text) => {
    expect(() => gridOf(request, { axis, text })).toThrow(/: it takes /);
  });

  it('takes all samplers for a star', () => {
    expect(labelsOf('sampler', '*')).toHaveLength(SAMPLER_NAMES.length);
  });

  it('goes through rows and columns and changes nothing else', () => {
    const grid = gridOf(
      request,
      { axis: 'steps', text: '4, 8' },
      { axis: 'prompt', text: 'red, dark blue, green' },
    );
    expect(grid.rows).toEqual(['red', 'dark blue', 'green']);
    expect(grid.requests.map(({ steps, prompt }) => [steps, prompt])).toEqual([
      [4, 'a woman in a red shirt and red shoes'],
      [8, 'a woman in a red shirt and red shoes'],
      [4, 'a woman in a dark blue shirt and dark blue shoes'],
      [8, 'a woman in a dark blue shirt and dark blue shoes'],
      [4, 'a woman in a green shirt and green shoes'],
      [8, 'a woman in a green shirt and green shoes'],
    ]);
    expect(grid.requests.every(({ seed, guidance }) => seed === 42 && guidance === 4)).toBe(true);
  });

  it.each([
    ['steps', '', 'Steps: it takes numbers, not ""'],
    ['steps', 'many', 'not "many"'],
    ['steps', '9-3', 'a range that counts up'],
    ['steps', '1-9 (+0)', 'a range that counts up'],
    ['sampler', 'eulr', 'not "eulr"'],
    ['prompt', 'red', 'at least one replacement'],
    ['prompt', 'purple, blue', 'not "purple"'],
    ['seed', '1-65', 'a range that counts up'],
  ] as const)('refuses %s from "%s"', (axis, text, words) => {
    expect(() => gridOf(request, { axis, text })).toThrow(words);
  });

  it('refuses more pictures than anybody waits for', () => {
    const x = { axis: 'seed', text: '1-10' } as const;
    expect(() => gridOf(request, x, { axis: 'steps', text: '1-10' })).toThrow('That would be 100 pictures');
  });
});
