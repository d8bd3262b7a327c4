import * as v from 'valibot';
import { ArmatureError } from '../../core/result/index.ts';
import { noiseScheduleFrom, type PredictionType, type Training } from '../../core/sampling/index.ts';
import { words } from '../../core/words/index.ts';
import { type ModelFolder, readJson } from './model-folder.ts';

const PREDICTIONS = { epsilon: 'eps', v_prediction: 'v' } as const satisfies Record<string, PredictionType>;

/** Fields that change the noise levels in ways that we do not follow must be off. */
const schema = v.object({
  beta_schedule: v.picklist(['linear', 'scaled_linear']),
  beta_start: v.number(),
  beta_end: v.number(),
  num_train_timesteps: v.optional(v.number(), 1000),
  trained_betas: v.nullish(v.null('custom betas are not supported')),
  rescale_betas_zero_snr: v.optional(v.literal(false, 'zero terminal SNR is not supported')),
  prediction_type: v.optional(v.picklist(['epsilon', 'v_prediction']), 'epsilon'),
  /** Ours: a model that was distilled knows the levels of so many steps alone. */
  distilled_steps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/**
 * Reads scheduler_config.json. Which sampler and timesteps diffusers would use is not ours to follow: the request says.
 *
 * @param folder - the model's `scheduler` folder
 * @throws ArmatureError `file-missing` or `bad-config`
 */
export async function readTrainedNoise(folder: ModelFolder): Promise<Training> {
  const parsed = v.safeParse(schema, await readJson(folder, 'scheduler_config.json'));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new ArmatureError({
      code: 'bad-config',
      message: words`${folder.label}/scheduler_config.json: ${v.getDotPath(issue) ?? words`document`}: ${issue.message}`,
      next: words`Check that the model is of the Stable Diffusion family.`,
    });
  }
  const { prediction_type: prediction, distilled_steps: distilledSteps, ...betas } = parsed.output;
  const schedule = noiseScheduleFrom(betas);
  return { prediction: PREDICTIONS[prediction], schedule, ...(distilledSteps && { distilledSteps }) };
}
