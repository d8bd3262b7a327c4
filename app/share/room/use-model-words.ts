import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { allModels, isAtHand } from '../../state/models.ts';

/** Where a model is that work names: nowhere, where none is named; here; not known yet; to be had under Models; elsewhere. */
export type ModelWhereabouts = 'none' | 'here' | 'looking' | 'offered' | 'unknown';

/** Where a model is, and what it is called. */
export function useModelWords(id: string | undefined): {
  readonly state: ModelWhereabouts;
  readonly label: string;
} {
  const { stores } = useServices();
  const models = useStore(stores.models);
  if (id === undefined) return { state: 'none', label: '' };
  const entry = allModels(models).find((model) => model.id === id);
  const label = entry?.label ?? id;
  if (entry && isAtHand(models, entry)) return { state: 'here', label };
  if (!models.stored && !models.unlisted) return { state: 'looking', label };
  return { state: entry ? 'offered' : 'unknown', label };
}
