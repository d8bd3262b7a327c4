/*
 * Fetching a model into the store: the whole story. Documents come first, then every weight file is looked at, then
 * there must be room, then file after file is written, checked, and entered in the journal. A run that ends early,
 * however it ends, is taken up by the next one where its journal stands.
 */
import type { StoreProgress } from '../../core/contract/index.ts';
import { identityOf, type ManifestFile, type StorableEntry } from '../../core/manifest/index.ts';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { checkRoom } from './check-room.ts';
import type { FileStore } from './file-store.ts';
import { holdsWeights } from './layout.ts';
import { createProgress } from './progress.ts';
import {
  type FileRecord,
  folderOf,
  isCurrent,
  type Journal,
  readJournal,
  readRecord,
  removeRecord,
  sameEntry,
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
  const { entry } = order;
  const wanted = wantedFiles(order);
  const run = await beginRun(order, wanted);
  const missing = wanted.filter((file) => !run.journal.done.some(({ path }) => path === file.path));
  const complete = await readRecord(order.store, entry.id);
  if (complete && missing.length === 0 && sameEntry(complete.entry, entry)) return complete;
  const weights = missing.filter(({ path }) => holdsWeights(path));
  run.meter.expect([...wanted.map((file) => file.bytes ?? 0)]);
  for (const file of missing) if (!weights.includes(file)) await storeStubbornly(run, file);
  await lookAhead(run, weights);
  for (const file of weights) await storeStubbornly(run, file);
  const { policy, done } = run.journal;
  const record: StoredRecord = { version: 1, entry, policy, files: [...done] };
  await writeRecord(order.store, record);
  return record;
}

function wantedFiles({ entry, also = [] }: StoreOrder): readonly ManifestFile[] {
  return entry.files.filter(({ path, onDemand }) => !onDemand || also.includes(path));
}

/** Takes up what is there: of a complete model, of a run that was ended early, or of an older version. */
async function openJournal(order: StoreOrder, wanted: readonly ManifestFile[]): Promise<Journal> {
  const { store, entry } = order;
  const complete = await readRecord(store, entry.id);
  const left = await readJournal(store, entry.id);
  // How a complete model is stored is not changed by fetching more of it.
  const policy = complete?.policy ?? order.policy;
  const noted = left?.policy === policy ? left : undefined;
  const candidates = [...(complete?.files ?? []), ...(noted?.done ?? [])];
  const done: FileRecord[] = [];
  for (const file of wanted) {
    const stored = candidates.find((candidate) => isCurrent(candidate, entry, file));
    if (stored && (await store.open(`${folderOf(entry.id)}/${file.path}`))?.size === stored.bytes)
      done.push(stored);
  }
  // What was fetched on demand stays part of the model.
  const others = (complete?.files ?? []).filter(
    ({ path }) =>
      entry.files.some((file) => file.path === path) && !wanted.some((file) => file.path === path),
  );
  return {
    ...{ version: 1, entry, policy, bytes: 0, totalBytes: 0 },
    done: [...done, ...others],
    ...(noted?.current && { current: noted.current }),
  };
}

async function beginRun(order: StoreOrder, wanted: readonly ManifestFile[]): Promise<StoringRun> {
  const { store, entry, open, sourceName, signal, clock, onProgress } = order;
  const journal = await openJournal(order, wanted);
  const run: StoringRun = {
    store,
    folder: folderOf(entry.id),
    journal,
    open,
    sourceName,
    identity: (file) => identityOf(entry, file),
    signal,
    journalBytes: order.journalBytes ?? 64 * 2 ** 20,
    meter: createProgress({ id: entry.id, clock, emit: onProgress }),
    async note(change) {
      const { bytes, totalBytes } = run.meter.soFar();
      run.journal = { ...run.journal, ...change, bytes, totalBytes };
      await writeJournal(store, run.journal);
    },
  };
  for (const { source } of journal.done) run.meter.finished(source.bytes);
  const lacking = wanted.some((file) => !journal.done.some(({ path }) => path === file.path));
  if (lacking) {
    // Whoever looks now sees that it is on its way; a record of it would promise what is not so.
    await run.note({});
    await removeRecord(store, entry.id);
  }
  return run;
}

/** Looks at every weight file before the first is fetched, so that what cannot work fails early. */
async function lookAhead(run: StoringRun, weights: readonly ManifestFile[]): Promise<void> {
  let needed = 0;
  const lengths = run.journal.done.map(({ source }) => source.bytes);
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
    message: words`The file ${path} changes on its server while it is fetched.`,
    next: words`Try again later, or set another address for the hub.`,
  });
}
