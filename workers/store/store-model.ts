/*
 * Fetching a model into the store: the whole story. Documents come first, then every weight file is looked at, then
 * there must be room, then file after file is written, checked, and entered in the journal. A run that ends early,
 * however it ends, is taken up by the next one where its journal stands.
 */
import type { StoreProgress } from '../../core/contract/index.ts';
import type { ManifestFile, StorableEntry } from '../../core/manifest/index.ts';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { checkRoom } from './check-room.ts';
import type { FileStore } from './file-store.ts';
import { networkOf } from './layout.ts';
import { createProgress } from './progress.ts';
import {
  type FileRecord,
  folderOf,
  type Journal,
  readJournal,
  readRecord,
  sameOrder,
  type StoredRecord,
  writeJournal,
  writeRecord,
} from './record.ts';
import { FileChanged } from './remote/attempts.ts';
import { openLaidOut, type OpenSource, storeFile, type StoringRun } from './store-file.ts';

/** What is to be stored, and where it comes from. */
export interface StoreOrder {
  readonly store: FileStore;
  readonly entry: StorableEntry;
  /** How raw weights are stored; packed ones bring their own. */
  readonly policy: WeightPolicy;
  /** Files that are only fetched on demand, by path. */
  readonly also?: readonly string[];
  readonly open: OpenSource;
  /** Names a file's source in records. */
  readonly sourceName: (file: ManifestFile) => string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StoreProgress) => void;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
  /** After so many new bytes what is there is noted: what a crash may cost. 64 MiB unless given. */
  readonly journalBytes?: number;
}

/** A file that keeps changing while it is fetched is given up. */
const RESTARTS = 3;

/**
 * Stores a model or an addon.
 *
 * @returns its record; at once where it is complete already
 * @throws ArmatureError `network`, `bad-weights` when a file is not the one that the manifest describes, `storage-full`,
 *   `storage`, `cancelled`; what is stored by then stays for the next run
 */
export async function storeModel(order: StoreOrder): Promise<StoredRecord> {
  const { store, entry, policy } = order;
  const complete = await readRecord(store, entry.id);
  const journal = await openJournal(order, complete);
  const run = beginRun(order, journal);
  const stored = (file: ManifestFile): boolean => run.journal.done.some(({ path }) => path === file.path);
  const missing = wantedFiles(order).filter((file) => !stored(file));
  if (complete && missing.length === 0) return complete;
  const [documents, weights] = [
    missing.filter(({ path }) => !networkOf(path)),
    missing.filter(({ path }) => networkOf(path)),
  ];
  run.meter.expect(missing.map((file) => file.bytes ?? 0));
  for (const file of documents) await storeStubbornly(run, file);
  await lookAhead(run, weights);
  for (const file of weights) await storeStubbornly(run, file);
  const record: StoredRecord = {
    version: 1,
    entry,
    policy: complete?.policy ?? policy,
    files: run.journal.done,
  };
  await writeRecord(store, record);
  return record;
}

function wantedFiles({ entry, also = [] }: StoreOrder): readonly ManifestFile[] {
  return entry.files.filter(({ path, onDemand }) => !onDemand || also.includes(path));
}

async function openJournal(
  { store, entry, policy }: StoreOrder,
  complete: StoredRecord | undefined,
): Promise<Journal> {
  const left = await readJournal(store, entry.id);
  if (left && sameOrder(left, entry, policy)) return left;
  // Another version of the model: what is there of the old one is of no use.
  if (left && !complete) await store.remove(folderOf(entry.id));
  return {
    version: 1,
    entry,
    policy: complete?.policy ?? policy,
    done: complete?.files ?? [],
    bytes: 0,
    totalBytes: 0,
  };
}

function beginRun(order: StoreOrder, journal: Journal): StoringRun {
  const { store, entry, open, sourceName, signal, clock, onProgress } = order;
  return {
    store,
    folder: folderOf(entry.id),
    journal,
    open,
    sourceName,
    signal,
    journalBytes: order.journalBytes ?? 64 * 2 ** 20,
    meter: createProgress({ id: entry.id, clock, emit: onProgress }),
    async note(change) {
      const { bytes, totalBytes } = this.meter.soFar();
      this.journal = { ...this.journal, ...change, bytes, totalBytes };
      await writeJournal(store, this.journal);
    },
  };
}

/** Looks at every weight file before the first is fetched, so that what cannot work fails early. */
async function lookAhead(run: StoringRun, weights: readonly ManifestFile[]): Promise<void> {
  let needed = 0;
  const lengths: number[] = [];
  for (const file of weights) {
    run.meter.enter('opening', file.path);
    const { source, layout } = await openLaidOut(run, file, {}).catch((error: unknown) => {
      throw error instanceof FileChanged ? unsteady(file) : error;
    });
    source.close();
    lengths.push(source.size);
    needed += layout.size;
  }
  run.meter.expect(lengths);
  const { current } = run.journal;
  const begun = current && (await run.store.open(`${run.folder}/${current.path}`));
  await checkRoom(run.store, needed - (begun?.size ?? 0));
}

async function storeStubbornly(run: StoringRun, file: ManifestFile): Promise<FileRecord> {
  for (let restarts = 0; restarts <= RESTARTS; restarts++) {
    try {
      return await storeFile(run, file);
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
      await run.note({ current: undefined });
      run.meter.startOver(file.path);
    }
  }
  throw unsteady(file);
}

function unsteady({ path }: ManifestFile): ArmatureError {
  return new ArmatureError({
    code: 'network',
    message: `The file ${path} changes on its server while it is fetched.`,
    next: 'Try again later, or set another address for the hub.',
  });
}
