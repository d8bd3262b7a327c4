/*
 * What is written beside stored files: the record of a complete model, and the journal of one that is on its way.
 */
import * as v from 'valibot';
import { entrySchema, identityOf, type ManifestFile, type StorableEntry } from '../../core/manifest/index.ts';
import { WEIGHT_POLICIES } from '../../core/quantize/index.ts';
import { invariant } from '../../core/result/index.ts';
import type { FileStore } from './file-store.ts';
import { readChecked, removeJson, writeJson } from './stored-json.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const sourceSchema = v.object({
  /** Where it came from: an address, or the name of a file of the person. */
  from: v.string(),
  bytes: count,
  etag: v.optional(v.string()),
  /** Of the whole source; absent where only a part of it was read. */
  sha256: v.optional(v.string()),
  /** Was the digest not known before, and learnt from this download? */
  learnt: v.boolean(),
});

const fileSchema = v.object({
  path: v.string(),
  /** Which file of which version it is, wherever it was fetched from; see {@link identityOf}. */
  identity: v.string(),
  bytes: count,
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
  identity: v.string(),
  bytes: count,
  etag: v.optional(v.string()),
  /** SHA-256 of the stored file's header: another one is another layout. */
  header: v.string(),
  /** Steps of the layout that are stored. */
  steps: count,
  /** Up to where the source has been hashed, and the state of the hash. */
  position: count,
  hash: v.optional(v.string()),
});

const journalSchema = v.object({
  version: v.literal(1),
  entry: entrySchema,
  policy: v.picklist(WEIGHT_POLICIES),
  done: v.array(fileSchema),
  current: v.optional(currentSchema),
  /** Bytes of all sources, as far as known. */
  totalBytes: count,
  /** Bytes of the sources that are done with. */
  bytes: count,
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
  invariant(/^[a-z0-9][a-z0-9.-]*$/.test(id), `"${id}" is no id of a model.`);
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
  await removeJson(store, `${folder}/journal.json`);
}

/** Writes the journal over the one before. */
export async function writeJournal(store: FileStore, journal: Journal): Promise<void> {
  await writeJson(store, `${folderOf(journal.entry.id)}/journal.json`, journal);
}

/** Takes the record away, because what it says no longer holds. */
export async function removeRecord(store: FileStore, id: string): Promise<void> {
  await removeJson(store, `${folderOf(id)}/record.json`);
}

/** Does an entry say the same as a stored one? */
export function sameEntry(stored: StorableEntry, entry: StorableEntry): boolean {
  const checked = v.safeParse(entrySchema, entry);
  return checked.success && JSON.stringify(checked.output) === JSON.stringify(stored);
}

/** Is a stored file the one that an entry asks for? A digest that was unknown then, or is now, is no difference. */
export function isCurrent(stored: FileRecord, entry: StorableEntry, file: ManifestFile): boolean {
  const { sha256 } = stored.source;
  const sameBytes = file.sha256 === undefined || sha256 === undefined || file.sha256 === sha256;
  return stored.path === file.path && stored.identity === identityOf(entry, file) && sameBytes;
}
