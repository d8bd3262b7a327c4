import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { FileStore } from './file-store.ts';

/** Left free for pictures and for what the browser itself needs. */
const SPARE_BYTES = 100e6;

/**
 * Is there room for so many more bytes?
 *
 * @throws ArmatureError `storage-full` with the numbers
 */
export async function checkRoom(store: FileStore, bytes: number): Promise<void> {
  const room = await store.room();
  if (!room) return;
  const free = room.quota - room.used;
  if (bytes + SPARE_BYTES <= free) return;
  throw new ArmatureError({
    code: 'storage-full',
    message: words`${megabytes(bytes)} are to be stored and ${megabytes(SPARE_BYTES)} must stay free, but the browser has ${megabytes(free)} left for this page.`,
    next: words`Remove a stored model or free ${megabytes(bytes + SPARE_BYTES - free)} on this device, then try again.`,
  });
}

/** Without marks between thousands: they differ from language to language. */
function megabytes(bytes: number): string {
  return `${Math.ceil(Math.max(0, bytes) / 1e6)} MB`;
}
