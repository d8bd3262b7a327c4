/*
 * Whether pictures are checked, and how strictly.
 */
import type { SafetyOrder } from '../../core/contract/index.ts';
import type { EmbedState } from '../state/embed.ts';
import { activeModel, type ModelsState, storedCheckerOf } from '../state/models.ts';
import type { Settings } from '../state/settings.ts';

/** What decides. */
export interface SafetyChoices {
  readonly models: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>;
  readonly settings: Pick<Settings, 'safetyCheck'>;
  readonly embed: Pick<EmbedState, 'onlySafe'>;
}

/**
 * What the worker is asked for the next picture; undefined where it is not to be checked. The built-in model draws harmless
 * figures alone, of which there is nothing to check. A page around that wants checked pictures alone gets no others, whatever is set.
 */
export function safetyOrder({ models, settings, embed }: SafetyChoices): SafetyOrder | undefined {
  if (activeModel(models).builtIn) return undefined;
  const checker = storedCheckerOf(models);
  if (embed.onlySafe) return { withhold: true, ...(checker !== undefined && { checker }) };
  return settings.safetyCheck && checker !== undefined ? { checker, withhold: false } : undefined;
}
