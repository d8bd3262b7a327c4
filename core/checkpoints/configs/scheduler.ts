import { ArmatureError } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import type { FileHeader } from '../header.ts';
import { standardConfigs } from './standard.ts';
import type { ConfigJson } from './standard.ts';

/** Empty tensors by which trainers mark what no shape tells (ComfyUI and A1111 look for them as well). */
const MARKS = { velocity: 'v_pred', zeroTerminalSnr: 'ztsnr' } as const;

/**
 * What a file says that it was trained to predict, by marks and by ModelSpec metadata.
 *
 * @returns in the form of scheduler_config.json; undefined where it says nothing
 * @throws ArmatureError `unsupported-model` for zero terminal SNR
 */
export function inferScheduler({ entries, metadata }: FileHeader): ConfigJson | undefined {
  if (entries.has(MARKS.zeroTerminalSnr)) {
    throw new ArmatureError({
      code: 'unsupported-model',
      message: words`The model was trained with zero terminal SNR, which Armature does not follow.`,
      next: words`Use a model that was trained without it.`,
    });
  }
  const isVelocity = entries.has(MARKS.velocity) || metadata['modelspec.prediction_type'] === 'v';
  return isVelocity ? { ...standardConfigs.scheduler, prediction_type: 'v_prediction' } : undefined;
}
