import { readPictureHeader } from '../detect/picture-header.ts';
import { checkPixels, HEAD_BYTES } from './picture-limits.ts';

/**
 * Looks at the size that a picture file tells, before the browser decodes it all.
 *
 * @throws ArmatureError `bad-image` where it has more px than a page can decode
 */
export async function checkPicture(file: Blob): Promise<void> {
  const header = readPictureHeader(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (header) checkPixels(header);
}
