import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GenerateRequest } from '../../../core/request/index.ts';
import { picturesOf, readCases } from '../../../tools/cli/cases.ts';
import { drawMissing } from '../../../tools/cli/draw-cases.ts';

const POSE = {
  people: [
    { pose_keypoints_2d: Array.from({ length: 54 }, (_, index) => (index % 3 === 2 ? 1 : 100 + index)) },
  ],
  canvas_width: 512,
  canvas_height: 512,
};
const SIZE = { width: 128, height: 128 };
const SETTINGS = { ...SIZE, steps: 4, guidance: 1, sampler: 'ddim' as const, scheduler: 'simple' as const };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'armature-cases-'));
  const cases = ['000', '001', '002'].map((name, index) => ({
    ...{ name, pose: `${name}.json`, prompt: `prompt ${name}`, seed: 7000 + index, labels: {} },
  }));
  for (const { pose } of cases) writeFileSync(join(folder, pose), JSON.stringify(POSE));
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function drawAll(draw: (request: GenerateRequest) => Promise<Uint8Array>): Promise<number> {
  const pictures = picturesOf(await readCases(folder), { seeds: 3, every: 2 });
  return drawMissing(pictures, { out: join(folder, 'out'), settings: SETTINGS, draw });
}

describe('pictures of held-out cases', () => {
  it('are one of each case, and several of every n-th, each from a seed of its own', async () => {
    const pictures = picturesOf(await readCases(folder), { seeds: 3, every: 2 });
    expect(pictures.map(({ file, seed }) => [file, seed])).toEqual([
      ['000.png', 7000],
      ['000-1.png', 17000],
      ['000-2.png', 27000],
      ['001.png', 7001],
      ['002.png', 7002],
      ['002-1.png', 17002],
      ['002-2.png', 27002],
    ]);
  });

  it('are made from the prompt, the pose and the settings', async () => {
    const requests: GenerateRequest[] = [];
    await drawAll((request) => Promise.resolve(Uint8Array.of(requests.push(request))));
    expect(requests).toHaveLength(7);
    expect(requests[3]).toMatchObject({ ...SETTINGS, prompt: 'prompt 001', seed: 7001 });
    expect(requests[3]?.control.kind).toBe('pose');
    expect(readFileSync(join(folder, 'out', '001.png'))[0]).toBe(4);
  });

  it('go on after a failure with those that are missing', async () => {
    let left = 3;
    const fails = (): Promise<Uint8Array> =>
      left-- > 0 ? Promise.resolve(Uint8Array.of(1)) : Promise.reject(new Error('no memory'));
    await expect(drawAll(fails)).rejects.toThrow('no memory');
    expect(await drawAll(() => Promise.resolve(Uint8Array.of(2)))).toBe(4);
    expect(readdirSync(join(folder, 'out'))).toHaveLength(7);
    expect(readFileSync(join(folder, 'out', '000.png'))[0]).toBe(1);
  });

  it('need a folder that has cases', async () => {
    await expect(readCases(join(folder, 'out'))).rejects.toThrow('There is no');
    writeFileSync(
      join(folder, 'cases.json'),
      JSON.stringify([{ name: '../out', pose: '', prompt: '', seed: 1 }]),
    );
    await expect(readCases(folder)).rejects.toThrow('holds no cases');
  });
});
