import { resizeImage, type RgbaImage } from '../image/index.ts';
import { renderControlImage } from '../pose/index.ts';
import type { CheckedRequest } from './schema.ts';

/**
 * Draws what a ControlNet is shown for a request: its people, those chosen of them, or the given picture.
 *
 * @returns RGBA, 8 bits a channel, `width` x `height` px of the request; undefined without control
 */
export function controlPicture({ control, width, height }: CheckedRequest): RgbaImage | undefined {
  if (control.kind === 'none') return undefined;
  if (control.kind === 'image') return resizeImage(control.image, width, height);
  const { pose, people } = control;
  const shown = people ? { ...pose, people: pose.people.filter((_, index) => people.includes(index)) } : pose;
  return renderControlImage(shown, width, height);
}
