import { hintFrom } from '../../../core/image/index.ts';
import { type CheckedRequest, controlPicture } from '../../../core/request/index.ts';
import { invariant } from '../../../core/result/index.ts';
import { floats, type SessionTensor } from '../../runtime/index.ts';
import type { SessionOrder, SessionPool } from '../sessions.ts';

/**
 * Embeds the control picture, once a picture.
 *
 * @returns float32 `[1, C0, h, w]`, where the ControlNet runs
 */
export async function embedHint(
  sessions: SessionPool,
  order: SessionOrder,
  request: CheckedRequest,
): Promise<SessionTensor> {
  const session = await sessions.take(order);
  const picture = controlPicture(request);
  invariant(picture, 'Without control there is no hint.');
  const planes = hintFrom(picture);
  const hint = floats(planes, [1, 3, request.height, request.width]);
  const { control_hint } = await session.run({ controlnet_cond: hint });
  invariant(control_hint, 'The hint graph has one output.');
  return control_hint;
}
