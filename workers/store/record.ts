/*
 * What is written beside stored files: the record of a complete model, and the journal of one that is on its way.
 */
import * as v from 'valibot';
import { entrySchema, type StorableEntry } from '../../core/manifest/index.ts';
import { WEIGHT_POLICIES } from '../../core/quantize/index.ts';
import type { FileStore } from './file-store.ts';
import { readChecked, writeJson } from './stored-json.ts';

const sourceSchema = v.object({
  /** Where it came from: an address, or the name of a file of the person. */
  from: v.string(),
  bytes: v.number(),
  etag: v.optional(v.string()),
  /** Of the whole source; absent where only a part of it was read. */
  sha256: v.optional(v.string()),
  /** Was the digest not known before, and learnt from this download? */
  learnt: v.boolean(),
});

const fileSchema = v.object({
  path: v.string(),
  bytes: v.number(),
  /** SHA-256 of each chunk of {@link CHUNK_BYTES}, in hex. */
  digests: v.array(v.string()),
  source: sourceSchema,
});

const recordSchema = v.object({
  version: v.literal(1),
  entry: entrySchema,
  policy: v.picklist(WEIGHT_POLICIES),
  files: v.array(fileSchema),
});

const currentSchema = v.object({
  path: v.string(),
  bytes: v.number(),
  etag: v.optional(v.string()),
  /** SHA-256 of the stored file's header: another one is another layout. */
  header: v.string(),
  /** Steps of the layout that are stored. */
  steps: v.number(),
  /** Up to where the source has been hashed, and the state of the hash. */
  position: v.number(),
  hash: v.optional(v.string()),
});

const journalSchema = v.object({
  version: v.literal(1),
  entry: entrySchema,
  policy: v.picklist(WEIGHT_POLICIES),
  done: v.array(fileSchema),
  current: v.optional(currentSchema),
  /** Bytes of all sources, as far as known. */
  totalBytes: v.number(),
  /** Bytes of the sources that are done with. */
  bytes: v.number(),
});

/** One stored file. */
export type FileRecord = v.InferOutput<typeof fileSchema>;
/** A complete model or addon. */
export type StoredRecord = v.InferOutput<typeof recordSchema>;
/** One that is on its way. */
export type Journal = v.InferOutput<typeof journalSchema>;
/** The file that was being stored. */
export type CurrentFile = v.InferOutput<typeof currentSchema>;

/** Length of the chunks that digests are of. */
export const CHUNK_BYTES = 16 * 2 ** 20;

const ROOT = 'models';

/** The folder of a model or addon. */
export function folderOf(id: string): string {
  return `${ROOT}/${id}`;
}

/** The ids of all that has a folder, complete or not. */
export function storedIds(store: FileStore): Promise<readonly string[]> {
  return store.names(ROOT);
}

/** Reads the record of a complete model; undefined where there is none that can be read. */
export function readRecord(store: FileStore, id: string): Promise<StoredRecord | undefined> {
  return readChecked(store, `${folderOf(id)}/record.json`, recordSchema);
}

/** Reads the journal of a model that is on its way. */
export function readJournal(store: FileStore, id: string): Promise<Journal | undefined> {
  return readChecked(store, `${folderOf(id)}/journal.json`, journalSchema);
}

/** Writes the record: from here on the model is complete. */
export async function writeRecord(store: FileStore, record: StoredRecord): Promise<void> {
  const folder = folderOf(record.entry.id);
  await writeJson(store, `${folder}/record.json`, record);
  await store.remove(`${folder}/journal.json`);
}

/** Writes the journal over the one before. */
export async function writeJournal(store: FileStore, journal: Journal): Promise<void> {
  await writeJson(store, `${folderOf(journal.entry.id)}/journal.json`, journal);
}

/** What the entry and the policy are compared by: another list of files is another download. */
export function sameOrder(journal: Journal, entry: StorableEntry, policy: StoredRecord['policy']): boolean {
  return journal.policy === policy && JSON.stringify(journal.entry.files) === JSON.stringify(entry.files);
}
