/*
 * What is stored, in the words of the contract.
 */
import type { StoredItem, StoreReport } from '../../core/contract/index.ts';
import type { FileStore } from './file-store.ts';
import { folderOf, type Journal, readJournal, readRecord, storedIds, type StoredRecord } from './record.ts';

/** Tells all that is stored, complete or not. */
export async function describeStore(store: FileStore): Promise<StoreReport> {
  const ids = [...(await storedIds(store))].sort();
  const items: StoredItem[] = [];
  const unreadable: string[] = [];
  for (const id of ids) {
    const item = await describe(store, id).catch(() => undefined);
    if (item) items.push(item);
    else unreadable.push(id);
  }
  const room = await store.room();
  return { items, unreadable, ...(room && { room }) };
}

/** Tells what a record says. */
export function describeItem({ entry, policy, files }: StoredRecord): StoredItem {
  return {
    ...{ entry, policy, complete: true },
    storedBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: files.map(reportOf),
  };
}

async function describe(store: FileStore, id: string): Promise<StoredItem | undefined> {
  const record = await readRecord(store, id);
  if (record) return describeItem(record);
  const journal = await readJournal(store, id);
  if (!journal) return undefined;
  const { entry, policy, done, current, bytes, totalBytes } = journal;
  const begun = current && (await store.open(`${folderOf(id)}/${current.path}`));
  return {
    ...{ entry, policy, complete: false },
    storedBytes: done.reduce((sum, file) => sum + file.bytes, begun?.size ?? 0),
    progress: { bytes, totalBytes },
    files: done.map(reportOf),
  };
}

function reportOf({ path, bytes, source }: Journal['done'][number]): StoredItem['files'][number] {
  const { from, sha256, learnt } = source;
  return { path, bytes, from, learnt, ...(sha256 !== undefined && { sha256 }) };
}
