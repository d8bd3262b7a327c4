import { samplingOf } from '../../core/manifest/index.ts';
import type { Remembered } from '../storage/remembered.ts';
import { formFrom, type FormState } from './form.ts';
import { activeModel, type ModelsState } from './models.ts';

/**
 * The form as it was kept. Where that was for another model than the built-in one that draws, such as the one that an earlier
 * version came with, size and sampling are the model's own.
 */
export function formKept(
  { form, formModel, remote }: Pick<Remembered, 'form' | 'formModel' | 'remote'>,
  models: Pick<ModelsState, 'manifest' | 'stored' | 'activeId'>,
): FormState {
  const { id, builtIn, defaults } = activeModel(models);
  const { width, height } = defaults;
  const isForAnother = builtIn && models.activeId === id && formModel !== id && remote.policy !== 'remote';
  return {
    ...formFrom(defaults),
    ...form,
    ...(isForAnother && { width, height, ...samplingOf(defaults) }),
  };
}
