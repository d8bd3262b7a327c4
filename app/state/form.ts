import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelDefaults } from '../../core/manifest/index.ts';
import type { PromptStyle } from '../../core/prompt/index.ts';
import type { CheckedRequest } from '../../core/request/index.ts';

/** The form: a request without its pictures and its pose, and how the seed is chosen. */
export interface FormState extends Omit<CheckedRequest, 'template' | 'control' | 'init' | 'trackId'> {
  readonly seed: number;
  /** Take a new seed for each picture? */
  readonly freshSeed: boolean;
  /** People of the figure, by index, that the pose is not to count for. */
  readonly leftOut: readonly number[];
  /** Words that are put around the prompt, in turn. */
  readonly styles: readonly PromptStyle[];
}

/** The form's store. */
export type FormStore = StoreApi<FormState>;

/** Fills the form with a model's defaults. */
export function formFrom(defaults: ModelDefaults): FormState {
  return {
    ...defaults,
    seed: 1,
    freshSeed: true,
    leftOut: [],
    styles: [],
    clipSkip: 1,
    noise: 'cpu',
    samples: 1,
    guidanceEnd: 1,
    controlStrength: 1,
    controlStart: 0,
    controlEnd: 1,
    controlMode: 'balanced',
  };
}

/** Makes the store. */
export function createFormStore(initial: FormState): FormStore {
  return createStore<FormState>(() => initial);
}
