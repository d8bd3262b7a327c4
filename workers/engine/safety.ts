/*
 * The safety checker at work. Its session is made for one look and let go, so that it takes no memory beside the networks
 * that draw.
 */
import type { CheckedImage } from '../../core/contract/index.ts';
import { clipPlanes, type RgbaImage, veil } from '../../core/image/index.ts';
import {
  authorSafetyChecker,
  isFlagged,
  parseSafetyCheckerConfig,
  type SafetyCheckerConfig,
} from '../../core/models/index.ts';
import { failureFrom, invariant } from '../../core/result/index.ts';
import { floats, type Runtime, type SessionTensors } from '../runtime/index.ts';
import { openComponent, readConfig } from './component.ts';
import type { Network } from './model.ts';
import type { ModelFolder } from './model-folder.ts';

/** A safety checker, opened; nothing of it is on the backend. */
export type SafetyChecker = Network<SafetyCheckerConfig>;

/** How the pictures of a run are checked. */
export interface Screening {
  /** See `SafetyOrder`. */
  readonly withhold: boolean;
  /**
   * Tells whether a picture is flagged.
   *
   * @throws ArmatureError where the checker cannot be opened or cannot run
   */
  readonly look: (image: RgbaImage, runtime: Runtime) => Promise<boolean>;
}

/**
 * Opens a checker.
 *
 * @throws ArmatureError `file-missing`, `bad-config` or `bad-weights`
 */
export async function openSafetyChecker(folder: ModelFolder): Promise<SafetyChecker> {
  const config = parseSafetyCheckerConfig(await readConfig(folder), `${folder.label}/config.json`);
  return { config, weights: await openComponent(folder, { policy: 'f32' }) };
}

/**
 * Looks at a picture.
 *
 * @returns is it flagged?
 * @throws ArmatureError `bad-weights`, or what the runtime reports
 */
export async function lookAt(
  { config, weights }: SafetyChecker,
  image: RgbaImage,
  runtime: Runtime,
): Promise<boolean> {
  const model = authorSafetyChecker(config, { batch: 1, policy: weights.policy });
  const session = await runtime.createSession(await weights.sourceFor(model));
  try {
    const side = config.vision_config.image_size;
    const outputs = await session.run({ clip_input: floats(clipPlanes(image, side), [1, 3, side, side]) });
    return isFlagged({
      special: scoresIn(outputs, 'special_scores'),
      concept: scoresIn(outputs, 'concept_scores'),
    });
  } finally {
    await session.release();
  }
}

/** Scores that are no numbers would pass every threshold, and nobody would know. */
function scoresIn(outputs: SessionTensors, name: string): Float32Array {
  const scores = outputs[name];
  invariant(scores?.at === 'cpu' && scores.data instanceof Float32Array, `The checker gives ${name}.`);
  invariant(scores.data.every(Number.isFinite), 'The safety checker gave values that are no numbers.');
  return scores.data;
}

/**
 * Has a finished picture checked. A checker that cannot run is no reason to lose the picture: it is then noted as unchecked,
 * and blurred where only pictures that have passed may leave.
 *
 * @throws ArmatureError `cancelled`
 */
export async function screen(
  image: RgbaImage,
  screening: Screening | undefined,
  runtime: Runtime,
): Promise<CheckedImage> {
  if (!screening) return image;
  const { withhold, look } = screening;
  const kept = (): RgbaImage => (withhold ? veil(image) : image);
  try {
    if (!(await look(image, runtime))) return { ...image, safety: { verdict: 'clear' } };
    return { ...kept(), safety: { verdict: 'flagged', withheld: withhold } };
  } catch (error) {
    const why = failureFrom(error);
    if (why.code === 'cancelled') throw error;
    return { ...kept(), safety: { verdict: 'unchecked', withheld: withhold, why } };
  }
}
