import { describe, expect, it } from 'vitest';
import { presetPose } from '../../../../core/pose/index.ts';
import {
  combinationsOf,
  type ControlInput,
  parseGenerateRequest,
  requestsOfTable,
  type SeededRequest,
  type TableHost,
  type WordsOf,
} from '../../../../core/request/index.ts';
import { inEnglish } from '../../../doubles/in-english.ts';
import { english } from '../../../../core/words/index.ts';

const standing: ControlInput = { kind: 'pose', pose: presetPose('standing', { width: 128, height: 128 }) };
const none: ControlInput = { kind: 'none' };
const base: SeededRequest = {
  ...parseGenerateRequest({
    ...{ prompt: 'a woman', negativePrompt: 'blurry', seed: 7, width: 128, height: 128, steps: 12 },
    ...{ guidance: 4, sampler: 'euler', scheduler: 'normal', controlStrength: 1, control: standing },
  }),
  seed: 7,
};
const asWritten: WordsOf = (written) => written;
const plan = {
  ...{ prompt: 'a woman', negativePrompt: '', variants: undefined, poses: [standing], seeds: [1] },
  wordsOf: asWritten,
};

describe('combinations', () => {
  it('go through prompts, then poses, then seeds, and leave the rest as it is', () => {
    const requests = combinationsOf(
      base,
      { ...plan, prompt: 'a {red|blue} coat', poses: [standing, none], seeds: [1, 5] },
      0,
    );
    expect(requests.map(({ prompt, control, seed }) => [prompt, control.kind, seed])).toEqual([
      ['a red coat', 'pose', 1],
      ['a red coat', 'pose', 5],
      ['a red coat', 'none', 1],
      ['a red coat', 'none', 5],
      ['a blue coat', 'pose', 1],
      ['a blue coat', 'pose', 5],
      ['a blue coat', 'none', 1],
      ['a blue coat', 'none', 5],
    ]);
    expect(requests[0]).toEqual({ ...base, prompt: 'a red coat', negativePrompt: '', seed: 1 });
  });

  it('takes some at random of more than a batch may hold', () => {
    const prompt = '{0|1|2|3|4|5|6|7|8|9}'.repeat(4);
    const requests = combinationsOf(base, { ...plan, prompt, variants: 20 }, 3);
    expect(new Set(requests.map((request) => request.prompt)).size).toBe(20);
    expect(() => combinationsOf(base, { ...plan, prompt }, 3)).toThrow(
      'That would be 10,000 pictures; 500 are the most.',
    );
  });

  it('refuses an empty batch and values out of range', () => {
    expect(() => combinationsOf(base, { ...plan, poses: [] }, 0)).toThrow('no picture at all');
    expect(() => combinationsOf(base, { ...plan, seeds: [-1] }, 0)).toThrow('seed');
    expect(() => combinationsOf(base, { ...plan, prompt: '{' }, 0)).toThrow('never closed');
  });
});

const host: TableHost = {
  base,
  poseOf: (name) => (name === 'Standing' ? standing : name === 'none' ? none : undefined),
  seedOf: (row) => 1000 + row,
  sides: [64, 128],
  wordsOf: asWritten,
};
const read = (...cells: string[][]) => requestsOfTable(cells, host);

describe('a table', () => {
  it('sets what its columns name, in any spelling, and leaves the rest as it is', () => {
    const { requests, problems } = read(
      ['prompt', 'Negative prompt', 'SEED', 'cfg_scale', 'sampler_name', 'scheduler', 'pose', 'width'],
      ['a cat', 'dog', '3', '7.5', 'DPM++ 2M', 'Karras', 'none', '64'],
      ['a dog', '', '', '', 'heun', '', '', ''],
    );
    expect(problems).toEqual([]);
    expect(requests).toEqual([
      {
        ...base,
        ...{ prompt: 'a cat', negativePrompt: 'dog', seed: 3, guidance: 7.5, sampler: 'dpmpp_2m' },
        ...{ scheduler: 'karras', control: none, width: 64 },
      },
      { ...base, prompt: 'a dog', sampler: 'heun', seed: 1003 },
    ]);
  });

  it('makes a picture of each choice of a prompt', () => {
    const { requests } = read(['prompt', 'seed'], ['{a|b} cat', '1'], ['c', '2']);
    expect(requests.map(({ prompt, seed }) => [prompt, seed])).toEqual([
      ['a cat', 1],
      ['b cat', 1],
      ['c', 2],
    ]);
  });

  it('names every bad cell by its row and column, and takes the other rows', () => {
    const { requests, problems } = read(
      ['prompt', 'steps', 'sampler', 'pose', 'width', 'wings', 'Prompt'],
      ['one', '12', '', '', '', '', ''],
      [],
      ['two', 'many', 'best', 'Flying', '100', '', ''],
      ['three', '1000', '', '', '', '', ''],
      ['four {', '', '', '', '', '', ''],
      ['five', '', '', '', '', '', '', 'surplus'],
      ['six', '', '', '', '', '', ''],
    );
    expect(requests.map(({ prompt }) => prompt)).toEqual(['one', 'six']);
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [1, 'wings'],
      [1, 'Prompt'],
      [4, 'steps'],
      [4, 'sampler'],
      [4, 'width'],
      [4, 'pose'],
      [5, 'steps'],
      [6, ''],
      [7, ''],
    ]);
    const words = problems.map(({ message }) => english(message));
    expect(words[2]).toBe('“many” is no number');
    expect(words[4]).toBe('“100”: what draws here takes 64, 128 px');
    expect(words[5]).toBe('there is no pose “Flying”');
    expect(words[7]).toContain('never closed');
  });

  it('checks what several cells say together', () => {
    const { requests, problems } = read(['control_start', 'control_end'], ['0.8', '0.2']);
    expect(requests).toEqual([]);
    expect(inEnglish(problems)).toEqual([
      { row: 2, column: '', message: expect.stringContaining('cannot end before it starts') as string },
    ]);
  });

  it('says when nothing in it is known', () => {
    expect(inEnglish(read(['x', 'y'], ['1', '2']).problems.at(-1)?.message)).toContain(
      'no column that is known here',
    );
    expect(read().problems).toHaveLength(1);
  });

  it('ends where a batch does', () => {
    const rows = Array.from({ length: 501 }, (_, i) => [`cat ${i}`]);
    const { requests, problems } = read(['prompt'], ...rows);
    expect(requests).toHaveLength(500);
    expect(inEnglish(problems)).toEqual([
      { row: 502, column: '', message: 'more than 500 pictures; the rest is left out' },
    ]);
  });
});
