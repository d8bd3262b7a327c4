import type { ModelsStore } from '../state/models.ts';
import type { LibraryActions } from './library.ts';

/** What is looked at. */
interface Library {
  readonly stores: { readonly models: ModelsStore };
  readonly actions: { readonly library: Pick<LibraryActions, 'refresh'> };
}

/** Resolves once it is known what is on this device: a page that draws with its own model has not looked yet. */
export async function modelsListed({ stores, actions }: Library): Promise<void> {
  const { stored, unlisted } = stores.models.getState();
  if (!stored && !unlisted) await actions.library.refresh();
}
