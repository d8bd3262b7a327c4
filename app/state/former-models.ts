import { type ModelEntry, type ModelsManifest, onlySamplingOf } from '../../core/manifest/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import type { LocalSetup } from './local-setup.ts';
import { builtInOf, type ModelChoice } from './models.ts';

/** Models that earlier versions of the page came with. They are to be had nowhere, so the present one stands in for them. */
const FORMER: readonly string[] = ['armature-tiny'];

/** What was chosen, without a former model and what was chosen for that. */
export function presentChoice(kept: Partial<ModelChoice>): Partial<ModelChoice> {
  if (kept.activeId === undefined || !FORMER.includes(kept.activeId)) return kept;
  const { hub } = kept;
  return hub === undefined ? {} : { hub };
}

/** What was to be drawn with a former model, with the present one. */
export function withPresent(
  manifest: ModelsManifest,
  order: { readonly request: SeededRequest; readonly setup: LocalSetup },
): { readonly request: SeededRequest; readonly setup: LocalSetup } {
  if (!FORMER.includes(order.setup.modelId)) return order;
  const present = builtInOf(manifest);
  return {
    request: fittedTo(present, order.request),
    setup: { ...order.setup, modelId: present.id, controlNet: undefined, loras: [] },
  };
}

/** What another model was asked for, at a size that this one draws and, where it was distilled, with the settings for that. */
export function fittedTo(model: ModelEntry, request: SeededRequest): SeededRequest {
  const { sizes, defaults } = model;
  const isDrawn = sizes.includes(request.width) && sizes.includes(request.height);
  return {
    ...request,
    ...(!isDrawn && { width: defaults.width, height: defaults.height }),
    ...onlySamplingOf(model),
  };
}
