import type { LibraryCalls } from './library.ts';
import type { FromWorker } from './messages.ts';
import type { UpscaleCalls } from './upscale.ts';

/**
 * Lists the buffers of a worker's message that are moved instead of copied. The worker must not touch them
 * after posting.
 *
 * @param message - a message about to be posted to the page
 */
export function transferablesOf(
  message: FromWorker | FromWorker<LibraryCalls> | FromWorker<UpscaleCalls>,
): ArrayBuffer[] {
  if (message.call === 'upscale') return message.at === 'done' ? [message.output.image.data.buffer] : [];
  if (message.call !== 'generate') return [];
  if (message.at === 'event') {
    if (message.event.at !== 'step' || !message.event.preview) return [];
    return [message.event.preview.data.buffer];
  }
  return message.at === 'done' ? message.output.images.map(({ data }) => data.buffer) : [];
}
