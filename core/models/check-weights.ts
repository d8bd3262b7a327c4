/*
 * Does a checkpoint have what a model needs?
 */
import { formatShape, sameShape } from '../onnx/index.ts';
import type { Shape } from '../onnx/index.ts';
import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';
import type { WeightRequest } from './authored-model.ts';

/**
 * Compares a model's requests with a checkpoint's tensors. Tensors that no model asks for are none of its business.
 *
 * @param requests - of one or several models of the same checkpoint
 * @param shapeOf - shape of a tensor, undefined where the checkpoint has none of that name
 * @param file - the checkpoint's name, for messages
 * @throws ArmatureError `bad-weights` naming the first tensor that is missing or misshapen, and how many are
 */
export function checkWeights(
  requests: readonly WeightRequest[],
  shapeOf: (tensor: string) => Shape | undefined,
  file: string,
): void {
  const wrong = requests.flatMap(({ tensor, shape }) => {
    const found = shapeOf(tensor);
    if (!found) return [`${tensor} is missing`];
    if (sameShape(found, shape)) return [];
    return [`${tensor} is ${formatShape(found)} where the config asks for ${formatShape(shape)}`];
  });
  const [first] = wrong;
  if (first === undefined) return;
  const others = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
  throw new ArmatureError({
    code: 'bad-weights',
    message: words`${file}: ${first}${others}.`,
    next: words`Use the config.json that belongs to these weights.`,
    detail: wrong.join('\n'),
  });
}
