import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { allModels, isAtHand, type ModelsState } from '../../state/models.ts';

/** Where a model is that work names: nowhere, where none is named; here; not known yet; to be had under Models; elsewhere. */
export type ModelWhereabouts = 'none' | 'here' | 'looking' | 'offered' | 'unknown';

/** Where a model is, and what it is called. */
export function useModelWords(id: string | undefined): {
  readonly state: ModelWhereabouts;
  readonly label: string;
} {
  const { stores, actions } = useServices();
  const models = useStore(stores.models);
  const found = whereaboutsOf(id, models);
  const { library } = actions;
  useEffect(() => {
    // A page that draws with the model that came with it has not asked yet.
    if (found.state === 'looking') void library.refresh();
  }, [found.state, library]);
  return found;
}

function whereaboutsOf(id: string | undefined, models: ModelsState) {
  if (id === undefined) return { state: 'none', label: '' } as const;
  const entry = allModels(models).find((model) => model.id === id);
  const label = entry?.label ?? id;
  if (entry && isAtHand(models, entry)) return { state: 'here', label } as const;
  if (!models.stored && !models.unlisted) return { state: 'looking', label } as const;
  return { state: entry ? 'offered' : 'unknown', label } as const;
}
