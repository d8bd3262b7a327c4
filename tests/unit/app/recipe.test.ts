/* Taking over how a picture was made: form, model, addons, and what is told of the rest. */
import { describe, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { createRecipeActions, type UsableRecipe } from '../../../app/actions/recipe.ts';
import { createFormStore, formFrom } from '../../../app/state/form.ts';
import { createJobStore } from '../../../app/state/job.ts';
import { activeModel, createModelsStore } from '../../../app/state/models.ts';
import { parseManifest } from '../../../core/manifest/index.ts';

const manifest = parseManifest(
  JSON.parse(readFileSync(new URL('../../../models-manifest.json', import.meta.url), 'utf8')),
);

function bench(comesFirst = false) {
  const models = createModelsStore(manifest);
  const form = createFormStore(formFrom(activeModel(models.getState()).defaults));
  const job = createJobStore();
  const choice = {
    use: vi.fn((activeId: string) => models.setState({ activeId })),
    ...{ setLora: vi.fn(), removeLora: vi.fn(), chooseControlNet: vi.fn() },
  };
  const { use, lacking } = createRecipeActions({
    form,
    job,
    models,
    choice,
    elsewhere: { comesFirst: () => comesFirst },
  });
  return { form, job, models, choice, use, lacking };
}

const recipe: UsableRecipe = {
  settings: {
    ...{ prompt: 'a fox', seed: 5, steps: 7, sampler: 'heun', width: 256, height: 256 },
    negativePrompt: undefined,
  },
  model: 'armature-256',
  loras: [],
};

describe('taking settings over', () => {
  it('fills the form with what is known, leaves the rest, and keeps the seed from changing', () => {
    const { form, choice, use } = bench();
    const styles = [{ name: 'Ink', prompt: 'ink', negativePrompt: '' }];
    form.setState({ negativePrompt: 'mine', guidance: 3, styles });
    const template = { prompt: 'a __beast__', negativePrompt: '' };
    expect(use({ ...recipe, settings: { ...recipe.settings, template } })).toEqual([]);
    expect(form.getState()).toMatchObject({
      ...{ prompt: 'a fox', seed: 5, freshSeed: false, steps: 7, sampler: 'heun' },
      ...{ negativePrompt: 'mine', guidance: 3 },
      // They are in the words already.
      styles: [],
    });
    expect(form.getState()).not.toHaveProperty('template');
    expect(choice.use).not.toHaveBeenCalled();
  });

  it('tells of a model, a LoRA, a ControlNet and a size that are not here', () => {
    const { form, use } = bench();
    const notes = use({
      settings: { width: 768, height: 512, steps: 3 },
      ...{ model: 'dreamshaper_8', controlNet: 'some-control', loras: [{ id: 'ink', weight: 1 }] },
    }).join(' ');
    for (const word of ['dreamshaper_8', 'some-control', 'ink', '768 × 512', 'Armature 256']) {
      expect(notes).toContain(word);
    }
    expect(form.getState()).toMatchObject({ width: 256, height: 256, steps: 4, guidance: 1 });
  });

  it('changes to a stored model by the name of its file, with the LoRAs that are stored', () => {
    const { models, choice, use } = bench();
    const model = manifest.models.find(({ builtIn }) => !builtIn);
    const lora = manifest.addons.find(({ kind }) => kind === 'lora');
    const whole = { policy: 'int8', complete: true, storedBytes: 1, files: [] } as const;
    models.setState({
      stored: { items: [model!, lora!].map((entry) => ({ ...whole, entry })), unreadable: [] },
      loras: [{ id: 'other', weight: 1 }],
    });
    const named = model!.id.replaceAll('-', '_').toUpperCase();
    const large = { ...recipe.settings, width: 512, height: 512 };
    expect(use({ ...recipe, settings: large, model: named, loras: [{ id: lora!.id, weight: 0.3 }] })).toEqual(
      [],
    );
    expect(choice.use).toHaveBeenCalledExactlyOnceWith(model!.id);
    expect(choice.setLora).toHaveBeenCalledExactlyOnceWith(lora!.id, 0.3);
    expect(choice.removeLora).toHaveBeenCalledExactlyOnceWith('other');
  });

  it('leaves a LoRA out that was made for other models', () => {
    const { models, choice, use } = bench();
    const lora = models.getState().manifest.addons.find(({ kind }) => kind === 'lora')!;
    const item = { entry: lora, complete: true, policy: 'int8' as const, storedBytes: 1, files: [] };
    models.setState({ stored: { items: [item], unreadable: [] } });
    expect(use({ ...recipe, loras: [{ id: lora.id, weight: 1 }] })).toEqual([
      `The LoRA ${lora.id} was not made for Armature 256.`,
    ]);
    expect(choice.setLora).not.toHaveBeenCalled();
  });

  it('is asked for what is not here before anything changes, unless pictures are drawn elsewhere', () => {
    const parts = { model: 'gone', loras: [{ id: 'ink', weight: 1 }], controlNet: 'some-control' };
    const { choice, lacking } = bench();
    expect(lacking(parts)).toEqual([
      'The model gone is not on this device: Armature 256 draws instead.',
      'The LoRA ink is not on this device.',
      'The ControlNet some-control is not on this device.',
    ]);
    expect(lacking(recipe)).toEqual([]);
    for (const change of Object.values(choice)) expect(change).not.toHaveBeenCalled();
    expect(bench(true).lacking(parts)).toEqual([]);
  });

  it('changes nothing while a picture is made', () => {
    const { form, job, use } = bench();
    job.setState({ job: { status: 'loading' } });
    const before = form.getState();
    expect(use(recipe)[0]).toContain('A picture is being made');
    expect(form.getState()).toBe(before);
  });
});
