import type { DetectorEntry } from '../../core/manifest/index.ts';
import { photographDetector } from '../detect/store.ts';
import { builtInOf, isComplete, type ModelsState } from '../state/models.ts';

/**
 * The detector that looks at a model's pictures: the one that comes with the page for the model that does, since both know
 * the same drawings; for others the first that is stored, if any is.
 *
 * @param modelId - of the model that made the picture; undefined where none of the page's did
 * @returns undefined where the page has no detector at all
 */
export function detectorFor(
  state: Pick<ModelsState, 'manifest' | 'stored'>,
  modelId: string | undefined,
): DetectorEntry | undefined {
  const { detectors } = state.manifest;
  const builtIn = detectors.find((detector) => detector.builtIn);
  const stored = detectors.find(({ id }) => isComplete(state, id));
  return modelId === builtInOf(state.manifest).id ? (builtIn ?? stored) : (stored ?? builtIn);
}

/**
 * The detector that had better be fetched before pictures of a model are measured: the one for photographs, where nothing
 * but the built-in one is there to look at pictures that it does not know.
 *
 * @param modelId - of the model that makes them; undefined where they are drawn elsewhere
 * @returns undefined where none is lacking, or it is not known yet what is on this device
 */
export function detectorLacking(
  state: Pick<ModelsState, 'manifest' | 'stored' | 'unlisted'>,
  modelId: string | undefined,
): DetectorEntry | undefined {
  if (modelId === builtInOf(state.manifest).id) return undefined;
  if (!state.stored && !state.unlisted) return undefined;
  return detectorFor(state, modelId)?.builtIn ? photographDetector(state) : undefined;
}
