import type { Pose } from '../../core/pose/index.ts';
import type { SharedWork } from '../../core/share/index.ts';
import type { FormState } from '../state/form.ts';
import { activeModel, type ModelsState } from '../state/models.ts';

/** All of the work on the page that can be passed on: no pictures, no keys, nothing of back ends. */
export function workOf(pose: Pose, form: FormState, models: ModelsState): SharedWork {
  const { prompt, negativePrompt, styles, leftOut, ...settings } = form;
  const { controlNet, loras } = models;
  return {
    ...{ pose, prompt, negativePrompt, styles, leftOut, settings },
    ...{ model: activeModel(models).id, loras },
    ...(controlNet !== undefined && { controlNet }),
  };
}
