/* A page of stores and actions that takes shared work. */
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { createIntakeActions } from '../../../app/actions/intake.ts';
import { createChoiceActions } from '../../../app/actions/model-choice.ts';
import { createRecipeActions } from '../../../app/actions/recipe.ts';
import type { Services } from '../../../app/services.ts';
import { takeFile } from '../../../app/share/take.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { followPeople } from '../../../app/state/follow-people.ts';
import { createFormStore, formFrom } from '../../../app/state/form.ts';
import { createIntakeStore } from '../../../app/state/intake.ts';
import { createJobStore } from '../../../app/state/job.ts';
import { activeModel, createModelsStore } from '../../../app/state/models.ts';
import { createShareStore } from '../../../app/state/share.ts';
import { parseManifest } from '../../../core/manifest/index.ts';
import { type Pose, presetPose } from '../../../core/pose/index.ts';

/** The manifest of the page. */
export const manifest = parseManifest(
  JSON.parse(readFileSync(new URL('../../../models-manifest.json', import.meta.url), 'utf8')),
);

/** Makes the page, with nothing but the built-in model on the device. */
export function sharePage(pose: Pose = presetPose('standing', { width: 512, height: 512 })) {
  const models = createModelsStore(manifest);
  models.setState({ stored: { items: [], unreadable: [] } });
  const form = createFormStore(formFrom(activeModel(models.getState()).defaults));
  const figure = createFigureStore(pose);
  const [job, share, intake] = [createJobStore(), createShareStore(), createIntakeStore()];
  followPeople(figure, form);
  const generate = { prepare: vi.fn(() => Promise.resolve()), reload: vi.fn() };
  const choice = createChoiceActions({ models, form, job, generate });
  const figureActions = createFigureActions(figure);
  const recipe = createRecipeActions({ form, job, models, choice, elsewhere: { comesFirst: () => false } });
  const library = { refresh: vi.fn(() => Promise.resolve()) };
  const services = {
    stores: { models, form, job, figure, share, intake },
    actions: { choice, figure: figureActions, recipe, library },
  } as unknown as Services;
  const { takeFiles } = createIntakeActions({
    ...{ intake, figure, figureActions, form, models, library, pictureUses: [] },
    takeModels: vi.fn(),
    takeVideo: vi.fn(),
    useRecipe: recipe.use,
    takeProject: (name, reading) => takeFile(name, reading, services),
    decode: () => Promise.reject(new Error('nothing is decoded')),
  });
  return { services, ...services.stores, generate, library, takeFiles };
}
