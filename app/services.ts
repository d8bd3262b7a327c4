/*
 * What views may use, handed down by the composition root.
 */
import { createContext, useContext } from 'react';
import { invariant } from '../core/result/index.ts';
import type { AdherenceActions } from './adherence/actions.ts';
import type { AdherenceStore } from './adherence/store.ts';
import type { FigureActions } from './actions/figure.ts';
import type { GenerateActions } from './actions/generate.ts';
import type { LibraryActions } from './actions/library.ts';
import type { ChoiceActions } from './actions/model-choice.ts';
import type { SaveActions } from './actions/save.ts';
import type { StartActions } from './actions/start.ts';
import type { ComparisonStore } from './state/comparison.ts';
import type { EngineStore } from './state/engine.ts';
import type { FigureStore } from './state/figure.ts';
import type { FormStore } from './state/form.ts';
import type { JobStore } from './state/job.ts';
import type { ModelsStore } from './state/models.ts';
import type { SettingsStore } from './state/settings.ts';
import type { StartStore } from './state/start.ts';

/** Stores to read and actions to call. */
export interface Services {
  readonly stores: {
    readonly figure: FigureStore;
    readonly form: FormStore;
    readonly job: JobStore;
    readonly engine: EngineStore;
    readonly settings: SettingsStore;
    readonly start: StartStore;
    readonly comparison: ComparisonStore;
    readonly models: ModelsStore;
    readonly adherence: AdherenceStore;
  };
  readonly actions: {
    readonly figure: FigureActions;
    readonly generate: GenerateActions;
    readonly save: SaveActions;
    readonly start: StartActions;
    readonly library: LibraryActions;
    readonly choice: ChoiceActions;
    readonly adherence: AdherenceActions;
  };
}

const ServicesContext = createContext<Services | undefined>(undefined);

/** Hands services to the views below. */
export const ServicesProvider = ServicesContext.Provider;

/** The services of the page. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  invariant(services, 'Views stand below a ServicesProvider.');
  return services;
}
