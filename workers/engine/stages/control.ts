import { hintFrom, resizeImage, type RgbaImage } from '../../../core/image/index.ts';
import { renderControlImage } from '../../../core/pose/index.ts';
import type { CheckedRequest } from '../../../core/request/index.ts';
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
  const planes = hintFrom(controlImage(request));
  const hint = floats(planes, [1, 3, request.height, request.width]);
  const { control_hint } = await session.run({ controlnet_cond: hint });
  invariant(control_hint, 'The hint graph has one output.');
  return control_hint;
}

function controlImage({ control, width, height }: CheckedRequest): RgbaImage {
  invariant(control.kind !== 'none', 'Without control there is no hint.');
  if (control.kind === 'image') return resizeImage(control.image, width, height);
  const { pose, people } = control;
  const chosen = people
    ? { ...pose, people: pose.people.filter((_, index) => people.includes(index)) }
    : pose;
  return renderControlImage(chosen, width, height);
}
