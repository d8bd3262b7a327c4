import { ArmatureError } from '../result/index.ts';
import { type Words, words } from '../words/index.ts';

/** A tensor that a network gave out. */
export interface NetworkOutput {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** What an output should be; a length that may be anything is left open. */
export interface ExpectedOutput {
  /** For messages: "keypoints". */
  readonly name: string;
  readonly shape: readonly (number | undefined)[];
}

/**
 * Checks an output before it is read.
 *
 * @throws ArmatureError `unsupported-model` when it is missing or has another shape, `bad-output` when a value is not
 *   finite
 */
export function checkedOutput(
  output: NetworkOutput | undefined,
  { name, shape }: ExpectedOutput,
): NetworkOutput {
  const wanted = `[${shape.map((length) => length ?? '?').join(', ')}]`;
  if (!output) throw otherNetwork(words`The detector gave no ${name} of shape ${wanted}.`);
  const fits =
    output.shape.length === shape.length &&
    shape.every((length, axis) => length === undefined || length === output.shape[axis]) &&
    output.data.length === output.shape.reduce((product, length) => product * length, 1);
  if (!fits) {
    throw otherNetwork(
      words`The detector gave ${name} of shape [${output.shape.join(', ')}] instead of ${wanted}.`,
    );
  }
  if (!output.data.every((value) => Number.isFinite(value))) {
    throw new ArmatureError({
      code: 'bad-output',
      message: words`The detector gave ${name} that are no finite numbers.`,
      next: words`Try the other backend or another detector.`,
    });
  }
  return output;
}

function otherNetwork(message: Words): ArmatureError {
  return new ArmatureError({
    code: 'unsupported-model',
    message,
    next: words`The file is of another network than its entry says: choose another detector.`,
  });
}
