import { encodePng } from '../../core/png/index.ts';

/** A picture file such as a service sends: 16 by 16 px, a gradient. */
export function servicePicture(): Uint8Array {
  const [width, height] = [16, 16];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([(i % width) * 16, i, 128, 255], i * 4);
  return encodePng({ width, height, data });
}
