import { ArmatureError } from '../../core/result/index.ts';
import type { ByteSource } from '../../core/weights/index.ts';
import { words } from '../../core/words/index.ts';
import { CHUNK_BYTES, type FileRecord } from './record.ts';
import { cancelled } from './remote/attempts.ts';
import { sha256 } from './sha256.ts';

/**
 * SHA-256 of each chunk of a stored file, in hex.
 *
 * @throws ArmatureError `cancelled`
 */
export async function digestsOf(file: ByteSource, signal?: AbortSignal): Promise<string[]> {
  const digests: string[] = [];
  for (let start = 0; start < file.size; start += CHUNK_BYTES) {
    if (signal?.aborted) throw cancelled();
    digests.push(await sha256(await file.read(start, Math.min(file.size, start + CHUNK_BYTES))));
  }
  return digests;
}

/**
 * Checks a stored file against its record.
 *
 * @throws ArmatureError `bad-weights` when a byte of it has changed, `cancelled`
 */
export async function checkStored(file: ByteSource, record: FileRecord, signal: AbortSignal): Promise<void> {
  const digests = file.size === record.bytes ? await digestsOf(file, signal) : [];
  if (
    digests.length === record.digests.length &&
    digests.every((digest, i) => digest === record.digests[i])
  ) {
    return;
  }
  throw new ArmatureError({
    code: 'bad-weights',
    message: words`The stored file ${record.path} has changed since it was stored.`,
    next: words`Remove the model and fetch it again.`,
  });
}
