import * as v from 'valibot';
import { ArmatureError } from '../../core/result/index.ts';
import { type NoiseSchedule, noiseScheduleFrom } from '../../core/sampling/index.ts';
import { type ModelFolder, readJson } from './model-folder.ts';

/** What a model was trained to predict, at which noise levels. */
export interface TrainedNoise {
  readonly prediction: 'epsilon' | 'v_prediction';
  readonly schedule: NoiseSchedule;
}

/** Fields that change the noise levels in ways that we do not follow must be off. */
const schema = v.object({
  beta_schedule: v.picklist(['linear', 'scaled_linear']),
  beta_start: v.number(),
  beta_end: v.number(),
  num_train_timesteps: v.optional(v.number(), 1000),
  trained_betas: v.nullish(v.null('custom betas are not supported')),
  rescale_betas_zero_snr: v.optional(v.literal(false, 'zero terminal SNR is not supported')),
  prediction_type: v.optional(v.picklist(['epsilon', 'v_prediction']), 'epsilon'),
});

/**
 * Reads scheduler_config.json. Which sampler and timesteps diffusers would use is not ours to follow: the request says.
 *
 * @param folder - the model's `scheduler` folder
 * @throws ArmatureError `file-missing` or `bad-config`
 */
export async function readTrainedNoise(folder: ModelFolder): Promise<TrainedNoise> {
  const parsed = v.safeParse(schema, await readJson(folder, 'scheduler_config.json'));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new ArmatureError({
      code: 'bad-config',
      message: `${folder.label}/scheduler_config.json: ${v.getDotPath(issue) ?? 'document'}: ${issue.message}`,
      next: 'Check that the model is of the Stable Diffusion family.',
    });
  }
  const { prediction_type: prediction, ...betas } = parsed.output;
  return { prediction, schedule: noiseScheduleFrom(betas) };
}
