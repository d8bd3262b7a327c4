import { ArmatureError } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';

/**
 * Reads a picture from the clipboard; the browser may ask the person first.
 *
 * @throws ArmatureError `bad-image` when there is none, or the page may not look
 */
export async function readClipboardPicture(): Promise<Blob> {
  const items = await navigator.clipboard.read().catch((cause: unknown) => {
    throw new ArmatureError(
      {
        code: 'bad-image',
        message: words`The browser did not let the page look at the clipboard.`,
        next: words`Press Ctrl+V (Cmd+V) instead, or open a file.`,
      },
      { cause },
    );
  });
  for (const item of items) {
    const type = item.types.find((candidate) => candidate.startsWith('image/'));
    if (type !== undefined) return item.getType(type);
  }
  throw new ArmatureError({
    code: 'bad-image',
    message: words`There is no picture in the clipboard.`,
    next: words`Copy a picture and press Paste again.`,
  });
}
