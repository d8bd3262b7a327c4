/*
 * Making a picture like another one: its settings to the form, its model and addons in use, as far as they are here.
 */
import { type ModelEntry, onlySamplingOf } from '../../core/manifest/index.ts';
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
  type ModelsState,
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

/** What a recipe draws with, by name. */
interface PartNames extends Pick<Recipe, 'model' | 'loras'> {
  /** `null` for the one that the model brings; where it is absent, nothing is said of it. */
  readonly controlNet?: string | null;
}

/**
 * What is said of the ControlNet of a picture.
 *
 * @param isOurs - did this page write it down? It names one wherever that was not the model's own
 */
export function controlNetTold(named: string | undefined, isOurs: boolean): Pick<PartNames, 'controlNet'> {
  if (named !== undefined) return { controlNet: named };
  return isOurs ? { controlNet: null } : {};
}

/** What of a recipe is taken over here. */
export interface UsableRecipe extends PartNames {
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
  /**
   * Says what of model and addons could not be taken, a sentence each, and takes nothing. What is drawn elsewhere first is
   * not drawn with them: of it nothing is said.
   */
  lacking(recipe: PartNames): readonly string[];
}

/** Makes the actions. */
export function createRecipeActions(dependencies: RecipeDependencies): RecipeActions {
  const { form, job, models, elsewhere } = dependencies;
  return {
    lacking: (recipe) => (elsewhere.comesFirst() ? [] : partsFor(models.getState(), recipe).notes),
    use(recipe) {
      if (isBusy(job.getState())) {
        return [say`A picture is being made. Wait for it or cancel it, then take the settings over.`];
      }
      // A change of the model fills the form with what it likes best, so it comes first.
      const notes = takeParts(dependencies, recipe);
      const { width, height, seed, ...settings } = recipe.settings;
      // The words are those that were drawn: what they were made of is told with the picture.
      const known = Object.entries(settings).filter(
        ([name, value]) => name !== 'template' && value !== undefined,
      );
      const present = activeModel(models.getState());
      const isReplaced =
        recipe.model !== undefined && !isNamed(present, recipe.model) && !elsewhere.comesFirst();
      form.setState({
        ...(Object.fromEntries(known) as Partial<FormState>),
        // Another model's settings are none of one that was distilled.
        ...(isReplaced && onlySamplingOf(present)),
        ...(settings.prompt !== undefined && { styles: [] }),
        ...(typeof seed === 'number' && { seed, freshSeed: false }),
      });
      return [...notes, ...takeSize(dependencies, width, height)];
    },
  };
}

/** What of a recipe is here. */
interface Parts {
  /** The model to draw with; undefined where the one that is set stays. */
  readonly model: ModelEntry | undefined;
  readonly loras: Recipe['loras'];
  /** Id of the ControlNet to draw with, or `null` for the model's own; undefined where the one that is set stays. */
  readonly controlNet: string | null | undefined;
  /** What is not here, a sentence each. */
  readonly notes: readonly string[];
}

function partsFor(state: ModelsState, { model: name, loras, controlNet }: PartNames): Parts {
  const named = name === undefined ? undefined : allModels(state).find((entry) => isNamed(entry, name));
  const model = named && isAtHand(state, named) ? named : undefined;
  const then = model ? { ...state, activeId: model.id } : state;
  const addons = lorasFor(then, loras);
  const control = controlNetFor(then, controlNet);
  return {
    // Which one goes with another model in its place is for the person to say.
    ...{
      model,
      loras: addons.loras,
      controlNet: control ?? (controlNet === null && model ? null : undefined),
    },
    notes: [
      ...(name === undefined || model
        ? []
        : [say`The model ${name} is not on this device: ${activeModel(state).label} draws instead.`]),
      ...addons.notes,
      ...(typeof controlNet !== 'string' || control !== undefined
        ? []
        : [say`The ControlNet ${controlNet} is not on this device.`]),
    ],
  };
}

function controlNetFor(state: ModelsState, name: PartNames['controlNet']): string | undefined {
  if (typeof name !== 'string') return undefined;
  return controlNetSources(state).find((entry) => isNamed(entry, name))?.id;
}

function lorasFor(state: ModelsState, loras: Recipe['loras']): Pick<Parts, 'loras' | 'notes'> {
  const known = allAddons(state).filter(({ id, kind }) => kind === 'lora' && isReady(state, id));
  const fitting = fittingLoras(state);
  const found = loras.map(({ id: name, weight }) => {
    const addon = known.find((entry) => isNamed(entry, name));
    return { ...{ name, weight, addon }, fits: fitting.some(({ id }) => id === addon?.id) };
  });
  return {
    loras: found.flatMap(({ addon, weight, fits }) => (addon && fits ? [{ id: addon.id, weight }] : [])),
    notes: found
      .filter(({ fits }) => !fits)
      .map(({ name, addon }) =>
        addon
          ? say`The LoRA ${name} was not made for ${activeModel(state).label}.`
          : say`The LoRA ${name} is not on this device.`,
      ),
  };
}

/** Draws with the parts of a recipe that are here from now on. */
function takeParts({ models, choice }: RecipeDependencies, recipe: PartNames): readonly string[] {
  const before = models.getState();
  const { model, loras, controlNet, notes } = partsFor(before, recipe);
  if (model && model.id !== activeModel(before).id) choice.use(model.id);
  for (const { id } of models.getState().loras) {
    if (!loras.some((lora) => lora.id === id)) choice.removeLora(id);
  }
  for (const { id, weight } of loras) choice.setLora(id, weight);
  const wanted = controlNet ?? undefined;
  if (controlNet !== undefined && models.getState().controlNet !== wanted) choice.chooseControlNet(wanted);
  return notes;
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

/** Is it the one of that name? Other programs name models by their files. */
export function isNamed(
  { id, label }: { readonly id: string; readonly label: string },
  name: string,
): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return [id, label].some((known) => plain(known) === plain(name));
}
