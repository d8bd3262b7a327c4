/* Work in a PNG file: nothing of it is lost, and the file is still what it was to everybody else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePng, readPngTexts } from '../../../core/png/index.ts';
import { openPoseJsonFrom, presetPose, readPose, skeletonPng } from '../../../core/pose/index.ts';
import { recipeFrom } from '../../../core/request/index.ts';
import { projectFrom, type SharedWork, withProject } from '../../../core/share/index.ts';
import { works } from './works.ts';
import { inEnglish } from '../../doubles/in-english.ts';

const CANVAS = { width: 64, height: 64 };
const dot = { width: 1, height: 1, data: new Uint8ClampedArray([9, 9, 9, 255]) };
const fileOf = (work: SharedWork, texts = {}) => encodePng(dot, withProject(texts, work));
const texts = (project: unknown) => ({ armature: JSON.stringify({ version: 1, project }) });

describe('a project in a PNG file', () => {
  it('is read as it was written, to the last digit', () => {
    fc.assert(
      fc.property(works, (work) => {
        expect(projectFrom(readPngTexts(fileOf(work)))).toEqual({ work, notes: [] });
      }),
      { numRuns: 30 },
    );
  });

  it('leaves what else the file tells', () => {
    const pose = presetPose('standing', CANVAS);
    const record = { version: 1, model: 'sd15', steps: 7, pose: openPoseJsonFrom(pose) };
    const before = { armature: JSON.stringify(record), parameters: 'a fox' };
    const file = fileOf({ prompt: 'other' }, before);
    const told = readPngTexts(file);
    expect(told['parameters']).toBe('a fox');
    expect(recipeFrom(told)).toMatchObject({ model: 'sd15', settings: { steps: 7 } });
    expect(readPose(file).frames[0].people).toHaveLength(1);
  });

  it('is none in files that have none', () => {
    const skeleton = skeletonPng(presetPose('standing', CANVAS), { size: CANVAS });
    expect(projectFrom(readPngTexts(skeleton))).toBeUndefined();
    for (const armature of ['', '[', '7', 'null', '[]']) expect(projectFrom({ armature })).toBeUndefined();
    expect(projectFrom({})).toBeUndefined();
  });

  it('is none that could not be written again', () => {
    const armature = `{"project":{"version":1,"pose":{"extra":${'['.repeat(9000)}${']'.repeat(9000)}}}}`;
    expect(projectFrom({ armature })).toBeUndefined();
    expect(withProject({ armature }, { prompt: 'x' })['armature']).toBe(
      '{"version":1,"project":{"version":1,"prompt":"x"}}',
    );
  });

  it('tells of what cannot be read, and gives the rest', () => {
    expect(inEnglish(projectFrom(texts({ version: 2, prompt: 'x' })))).toEqual({
      problem: expect.stringMatching('version') as string,
    });
    expect(inEnglish(projectFrom(texts('x')))).toEqual({
      problem: expect.stringMatching('damaged') as string,
    });
    expect(inEnglish(projectFrom(texts({ version: 1, pose: { width: 1 }, prompt: 'x', model: 5 })))).toEqual({
      work: { prompt: 'x' },
      notes: [expect.stringContaining('model'), expect.stringContaining('pose')],
    });
  });
});
