/*
 * Making a picture like another one: its settings to the form, its model and addons in use, as far as they are here.
 */
import type { Recipe, RequestSettings } from '../../core/request/index.ts';
import type { FormState, FormStore } from '../state/form.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import {
  activeModel,
  allAddons,
  allModels,
  controlNetSources,
  fittingLoras,
  isAtHand,
  isReady,
  type ModelsStore,
} from '../state/models.ts';
import { sizesFor } from '../state/sizes.ts';
import { say } from '../words/say.ts';
import type { ChoiceActions } from './model-choice.ts';

/** What taking settings over needs. */
export interface RecipeDependencies {
  readonly form: FormStore;
  readonly job: JobStore;
  readonly models: ModelsStore;
  readonly choice: Pick<ChoiceActions, 'use' | 'setLora' | 'removeLora' | 'chooseControlNet'>;
  readonly elsewhere: {
    /** Are pictures drawn elsewhere first? */
    comesFirst(): boolean;
  };
}

/** What of a recipe is taken over here. */
export interface UsableRecipe extends Pick<Recipe, 'model' | 'controlNet' | 'loras'> {
  readonly settings: { readonly [Name in keyof RequestSettings]?: RequestSettings[Name] | undefined };
}

/** The actions. */
export interface RecipeActions {
  /**
   * Takes settings, model and addons over.
   *
   * @returns what could not be taken, a sentence each
   */
  use(recipe: UsableRecipe): readonly string[];
}

/** Makes the actions. */
export function createRecipeActions(dependencies: RecipeDependencies): RecipeActions {
  const { form, job } = dependencies;
  return {
    use(recipe) {
      if (isBusy(job.getState())) {
        return [say`A picture is being made. Wait for it or cancel it, then take the settings over.`];
      }
      // A change of the model fills the form with what it likes best, so it comes first.
      const notes = [...takeModel(dependencies, recipe), ...takeAddons(dependencies, recipe)];
      const { width, height, seed, ...settings } = recipe.settings;
      // The words are those that were drawn: what they were made of is told with the picture.
      const known = Object.entries(settings).filter(
        ([name, value]) => name !== 'template' && value !== undefined,
      );
      form.setState({
        ...(Object.fromEntries(known) as Partial<FormState>),
        ...(settings.prompt !== undefined && { styles: [] }),
        ...(typeof seed === 'number' && { seed, freshSeed: false }),
      });
      return [...notes, ...takeSize(dependencies, width, height)];
    },
  };
}

function takeModel({ models, choice }: RecipeDependencies, { model: name }: UsableRecipe): readonly string[] {
  if (name === undefined) return [];
  const state = models.getState();
  const model = allModels(state).find((entry) => isNamed(entry, name));
  const drawing = activeModel(state);
  if (!model || !isAtHand(state, model)) {
    return [say`The model ${name} is not on this device: ${drawing.label} draws instead.`];
  }
  if (model.id !== drawing.id) choice.use(model.id);
  return [];
}

function takeAddons(
  { models, choice }: RecipeDependencies,
  { loras, controlNet }: UsableRecipe,
): readonly string[] {
  const state = models.getState();
  const known = allAddons(state).filter(({ id, kind }) => kind === 'lora' && isReady(state, id));
  const fitting = fittingLoras(state);
  const found = loras.map(({ id, weight }) => ({
    name: id,
    weight,
    addon: known.find((entry) => isNamed(entry, id)),
  }));
  const used = found.flatMap(({ addon, weight }) =>
    addon && fitting.some(({ id }) => id === addon.id) ? [{ id: addon.id, weight }] : [],
  );
  for (const { id } of state.loras) if (!used.some((lora) => lora.id === id)) choice.removeLora(id);
  for (const { id, weight } of used) choice.setLora(id, weight);
  const notes = found
    .filter(({ addon }) => !used.some(({ id }) => id === addon?.id))
    .map(({ name, addon }) =>
      addon
        ? say`The LoRA ${name} was not made for ${activeModel(state).label}.`
        : say`The LoRA ${name} is not on this device.`,
    );
  if (controlNet === undefined) return notes;
  const control = controlNetSources(state).find((entry) => isNamed(entry, controlNet));
  if (control) choice.chooseControlNet(control.id);
  return control ? notes : [...notes, say`The ControlNet ${controlNet} is not on this device.`];
}

function takeSize(
  { form, models, elsewhere }: RecipeDependencies,
  width: number | undefined,
  height: number | undefined,
): readonly string[] {
  if (width === undefined || height === undefined) return [];
  const { sides } = sizesFor(activeModel(models.getState()), elsewhere.comesFirst());
  if (sides.includes(width) && sides.includes(height)) {
    form.setState({ width, height });
    return [];
  }
  const { width: set, height: high } = form.getState();
  return [say`The model does not draw ${width} × ${height} px: ${set} × ${high} px stays set.`];
}

/** Other programs name models by their files. */
function isNamed({ id, label }: { readonly id: string; readonly label: string }, name: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return [id, label].some((known) => plain(known) === plain(name));
}
