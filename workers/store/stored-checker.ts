import type { SafetyOrder } from '../../core/contract/index.ts';
import { ArmatureError, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { subfolder } from '../engine/model-folder.ts';
import { lookAt, openSafetyChecker, type SafetyChecker, type Screening } from '../engine/safety.ts';
import type { FileStore } from './file-store.ts';
import type { StoreLocks } from './lock.ts';
import { readRecord } from './record.ts';
import { openStored } from './stored-folder.ts';

interface Opened {
  /** Of the stored version whose every byte was compared. */
  readonly version: string;
  readonly checker: SafetyChecker;
}

/**
 * Makes what brings stored checkers to pictures. A checker is compared with its digests once, and again when another version
 * of it is stored; it can be removed between two pictures.
 */
export function storedCheckers(
  store: FileStore,
  locks: () => StoreLocks,
): (order: SafetyOrder, signal: AbortSignal) => Screening {
  let opened: Opened | undefined;

  async function open(id: string, signal: AbortSignal): Promise<SafetyChecker> {
    const record = await readRecord(store, id);
    const version = JSON.stringify([id, record?.files.map(({ digests }) => digests)]);
    if (opened?.version === version) return opened.checker;
    opened = undefined;
    const entry = { id, label: record?.entry.label ?? 'The safety checker' };
    const folder = await openStored({ store, entry, signal, onProgress: () => undefined });
    opened = { version, checker: await openSafetyChecker(subfolder(folder, 'safety_checker')) };
    return opened.checker;
  }

  return ({ checker: id, withhold }, signal) => ({
    withhold,
    async look(image, runtime) {
      if (id === undefined) throw new ArmatureError(NONE_STORED);
      const release = await locks().using([id], signal);
      try {
        return await lookAt(await open(id, signal), image, runtime);
      } finally {
        release();
      }
    },
  });
}

const NONE_STORED = makeFailure({
  code: 'file-missing',
  message: words`There is no safety checker on this device.`,
  next: words`Download it in the list of models.`,
});
