import type { LoadedModel, Picture } from '../core/contract/index.ts';
import type { FloatType } from '../core/onnx/index.ts';
import type { Generated } from './engine/pipeline.ts';

/**
 * What a generation gave, as the contract has it.
 *
 * @param precision - in which the denoisers computed in the end
 */
export function pictureOf(
  { pictures, request, timings, fellBack }: Generated,
  { modelId, addons, backend }: LoadedModel,
  precision: FloatType,
): Picture {
  const [first, ...others] = pictures;
  return {
    images: [first.image, ...others.map(({ image }) => image)],
    ...{ request, modelId, addons, backend, precision, timings },
    ...(fellBack && { fellBack }),
  };
}
