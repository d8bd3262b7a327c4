/* What the settings panel marks for the back end that the next picture goes to. */
import { describe, expect, it } from 'vitest';
import { backendOf } from '../../../../app/remote/back-ends/accounts.ts';
import { fieldMarks } from '../../../../app/remote/panel/field-marks.ts';
import type { GenerateRequest } from '../../../../core/request/index.ts';
import { openDesk, someRequest } from '../../../drivers/remote-desk.ts';

function marksAt(id: string, change: Partial<GenerateRequest> = {}) {
  const { actions } = openDesk({});
  return fieldMarks({ backend: backendOf(id), outlook: actions.outlook(id, someRequest(change)) });
}
const STEPS = { min: 1, max: 100, step: 1 };
const OPTIONS = ['euler', 'euler_cfg_pp'].map((value) => ({ value, label: value }));

describe('the marks of the settings', () => {
  it('are none where the picture is drawn here', () => {
    const marks = fieldMarks(undefined);
    expect(marks.field('clipSkip')).toEqual({ disabled: false, note: '', invalid: false });
    expect(marks.range('steps', STEPS, 12)).toBe(STEPS);
    expect(marks.options('sampler', OPTIONS)).toBe(OPTIONS);
    expect(marks.disabledNote).toBe('');
  });

  it('part the names that a back end has from those that it has not', () => {
    expect(
      marksAt('segmind')
        .options('sampler', OPTIONS)
        .map(({ group }) => group),
    ).toEqual(['At Segmind', 'Not at Segmind']);
    expect(marksAt('segmind', { sampler: 'euler_cfg_pp' }).field('sampler')).toMatchObject({
      disabled: false,
      invalid: true,
      note: expect.stringMatching(/^Segmind: It has no Euler CFG\+\+/) as string,
    });
  });

  it('narrow ranges to what a back end takes, and keep the value that is set in them', () => {
    expect(marksAt('modelslab-controlnet').range('steps', STEPS, 12)).toEqual({ min: 1, max: 50, step: 1 });
    const marks = marksAt('modelslab-controlnet', { steps: 80 });
    expect(marks.range('steps', STEPS, 80)).toEqual({ min: 1, max: 80, step: 1 });
    expect(marks.field('steps')).toEqual({
      disabled: false,
      invalid: true,
      note: 'ModelsLab: Steps must be 1 to 50.',
    });
    const strength = { min: 0, max: 2, step: 0.05 };
    expect(marksAt('segmind').range('controlStrength', strength, 1).max).toBe(1);
  });

  it('switch off what a back end has no way to take, and say so', () => {
    const marks = marksAt('modelslab-text');
    for (const name of ['sampler', 'scheduler', 'controlStrength', 'clipSkip', 'noise'] as const)
      expect(marks.field(name).disabled).toBe(true);
    expect(marks.field('sampler').note).toBe('ModelsLab: The service chooses the sampler.');
    expect(marks.field('steps').disabled).toBe(false);
    expect(marks.options('sampler', OPTIONS)).toBe(OPTIONS);
    expect(marks.disabledNote).toMatch(/^ModelsLab has no way to take what is greyed out/);
    expect(marksAt('comfyui').field('controlStart').disabled).toBe(false);
  });
});
