import { formatA1111Parameters } from '../png/index.ts';
import { openPoseJsonFrom } from '../pose/index.ts';
import { SAMPLERS, SCHEDULERS } from '../sampling/index.ts';
import type { GenerateRequest } from './schema.ts';

/** Number of the layout of our own record in a PNG. */
const RECORD_VERSION = 1;

/**
 * Writes the texts that a picture's PNG carries: under `parameters` the line that A1111 and galleries read, under
 * `armature` our own record as JSON, the pose included, from which the request can be made again.
 *
 * @param request - as it ran, with the seed that was used
 * @param modelId - name of the model
 */
export function pictureTexts(request: GenerateRequest, modelId: string): Readonly<Record<string, string>> {
  const { control, ...scalars } = request;
  const pose = control.kind === 'pose' ? { pose: openPoseJsonFrom(control.pose) } : {};
  return {
    parameters: formatA1111Parameters({
      ...scalars,
      sampler: SAMPLERS[request.sampler].label,
      scheduleType: SCHEDULERS[request.scheduler].label,
      model: modelId,
    }),
    armature: JSON.stringify({ version: RECORD_VERSION, model: modelId, ...scalars, ...pose }),
  };
}
