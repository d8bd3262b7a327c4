import { hintFrom, resizeImage } from '../../../core/image/index.ts';
import { authorControlHint } from '../../../core/models/index.ts';
import { renderControlImage } from '../../../core/pose/index.ts';
import type { ControlInput, GenerateRequest } from '../../../core/request/index.ts';
import { invariant } from '../../../core/result/index.ts';
import { floats, type SessionTensor } from '../../runtime/index.ts';
import type { Model } from '../model.ts';
import type { SessionPool } from '../sessions.ts';

/**
 * Embeds the control picture, once a picture.
 *
 * @returns float32 `[1, C0, h, w]`, where the ControlNet runs
 */
export async function embedHint(
  { controlNet }: Model,
  sessions: SessionPool,
  { control, width, height }: GenerateRequest,
): Promise<SessionTensor> {
  const session = await sessions.take({
    stage: 'hint',
    shape: [width, height],
    weights: controlNet.weights,
    author: () =>
      authorControlHint(controlNet.config, { batch: 1, width, height, policy: controlNet.weights.policy }),
    outputsStay: true,
  });
  const hint = floats(hintFrom(controlImage(control, width, height)), [1, 3, height, width]);
  const { control_hint } = await session.run({ controlnet_cond: hint });
  invariant(control_hint, 'The hint graph has one output.');
  return control_hint;
}

function controlImage(control: ControlInput, width: number, height: number): ReturnType<typeof resizeImage> {
  return control.kind === 'pose'
    ? renderControlImage(control.pose, width, height)
    : resizeImage(control.image, width, height);
}
