import type { DetectorEntry } from '../../core/manifest/index.ts';
import { builtInOf, isComplete, type ModelsState } from '../state/models.ts';

/**
 * The detector that looks at a model's pictures: the one that comes with the page for the model that does, since both know
 * the same drawings; for others the first that is stored, if any is.
 *
 * @param modelId - of the model that made the picture
 * @returns undefined where the page has no detector at all
 */
export function detectorFor(
  state: Pick<ModelsState, 'manifest' | 'stored'>,
  modelId: string,
): DetectorEntry | undefined {
  const { detectors } = state.manifest;
  const builtIn = detectors.find((detector) => detector.builtIn);
  const stored = detectors.find(({ id }) => isComplete(state, id));
  return modelId === builtInOf(state.manifest).id ? (builtIn ?? stored) : (stored ?? builtIn);
}
