import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelDefaults } from '../../core/manifest/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';

/** The form: a request without the figure, and how the seed is chosen. */
export interface FormState extends Omit<GenerateRequest, 'control'> {
  /** Take a new seed for each picture? */
  readonly freshSeed: boolean;
}

/** The form's store. */
export type FormStore = StoreApi<FormState>;

/** Fills the form with a model's defaults. */
export function formFrom(defaults: ModelDefaults): FormState {
  return { ...defaults, seed: 1, freshSeed: true, controlStrength: 1 };
}

/** Makes the store. */
export function createFormStore(initial: FormState): FormStore {
  return createStore<FormState>(() => initial);
}
