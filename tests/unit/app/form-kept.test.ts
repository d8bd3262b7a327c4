import { describe, expect, it } from 'vitest';
import { formKept } from '../../../app/state/form-kept.ts';
import { createModelsStore } from '../../../app/state/models.ts';
import { samplingOf } from '../../../core/manifest/index.ts';
import { manifest } from '../share/page-set-up.ts';

const [builtIn] = manifest.models;
const { width, height } = builtIn!.defaults;
const KEPT = { prompt: 'a robot', width: 128, height: 128, steps: 12, guidance: 4, seed: 7 };

describe('a form that was kept', () => {
  const { getState } = createModelsStore(manifest);

  it('comes back where it was set for the model that draws', () => {
    expect(formKept({ form: KEPT, formModel: builtIn!.id, remote: {} }, getState())).toMatchObject(KEPT);
  });

  it.each([['armature-tiny'], [undefined]])(
    'keeps words and seed, with the own settings of the built-in model, where it was set for %s',
    (formModel) => {
      const form = formKept({ form: KEPT, formModel, remote: {} }, getState());
      expect(form).toMatchObject({ prompt: 'a robot', seed: 7, width, height });
      expect(samplingOf(form)).toEqual(samplingOf(builtIn!.defaults));
    },
  );

  it('stays as it is where a model of the person draws that the page has not looked for yet', () => {
    const models = createModelsStore(manifest, { activeId: 'dream' }).getState();
    expect(formKept({ form: KEPT, formModel: undefined, remote: {} }, models)).toMatchObject(KEPT);
  });

  it('stays as it is where pictures are drawn elsewhere', () => {
    const kept = { form: KEPT, formModel: undefined, remote: { policy: 'remote' } } as const;
    expect(formKept(kept, getState())).toMatchObject(KEPT);
  });
});
