/*
 * One file on its way into the store.
 */
import type { ManifestFile } from '../../core/manifest/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import type { ByteSource } from '../../core/weights/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import { readJson } from '../engine/model-folder.ts';
import { digestsOf } from './digests.ts';
import type { FileStore, FileWriter } from './file-store.ts';
import { type HashedSource, hashedSource, type SavedHash } from './hashed-source.ts';
import { type Layout, layOut } from './layout.ts';
import type { ProgressMeter } from './progress.ts';
import type { CurrentFile, FileRecord, Journal } from './record.ts';
import { cancelled, FileChanged } from './remote/attempts.ts';
import { sha256 } from './sha256.ts';
import { storeFolder } from './stored-folder.ts';

/** A source that is read from front to back. */
export interface OpenedSource extends ByteSource {
  readonly etag?: string | undefined;
  /** Announces what will be read, in ascending order, so that it can be fetched ahead. */
  expect(extents: readonly (readonly [start: number, end: number])[]): void;
  close(): void;
}

/** What is known of a source before it is opened. */
export interface Expected {
  readonly bytes?: number | undefined;
  readonly etag?: string | undefined;
}

/** Opens the source of one file; throws FileChanged when it is not what is expected. */
export type OpenSource = (
  file: ManifestFile,
  expected: Expected,
  onBytes: (count: number) => void,
) => Promise<OpenedSource>;

/** A model on its way into the store. */
export interface StoringRun {
  readonly store: FileStore;
  readonly folder: string;
  readonly open: OpenSource;
  readonly sourceName: (file: ManifestFile) => string;
  /** Names its content wherever it comes from. */
  readonly identity: (file: ManifestFile) => string;
  readonly signal: AbortSignal;
  readonly meter: ProgressMeter;
  /** After so many new bytes the journal is written: what a crash may cost. */
  readonly journalBytes: number;
  journal: Journal;
  /** Changes the journal and writes it. */
  note(change: Partial<Pick<Journal, 'done' | 'current'>>): Promise<void>;
}

/** An opened source and what becomes of it. */
interface LaidOut {
  readonly source: OpenedSource;
  readonly layout: Layout;
  /** Lets the layout's steps read through another source from now on. */
  readonly readThrough: (source: ByteSource) => void;
}

/**
 * Opens and lays out one file.
 *
 * @throws FileChanged, or ArmatureError
 */
export async function openLaidOut(run: StoringRun, file: ManifestFile, expected: Expected): Promise<LaidOut> {
  const { store, folder, journal } = run;
  const source = await run.open(file, expected, (count) => run.meter.arrived(count));
  try {
    checkLength(file, source.size);
    let reader: ByteSource = source;
    const layout = await layOut({
      path: file.path,
      source: { size: source.size, read: (start, end) => reader.read(start, end) },
      label: file.path,
      policy: journal.policy,
      half: file.half,
      config: () => readJson(storeFolder(store, folder, folder), configPath(file.path)),
    });
    return { source, layout, readThrough: (other) => (reader = other) };
  } catch (error) {
    source.close();
    throw error;
  }
}

/**
 * Stores one file, or what is missing of it, and enters it in the journal.
 *
 * @throws FileChanged when the server has another file than before, or ArmatureError
 */
export async function storeFile(run: StoringRun, file: ManifestFile): Promise<FileRecord> {
  const { meter, store, folder } = run;
  const left = whatIsLeft(run, file);
  meter.enter('fetching', file.path, left?.position);
  const { source, layout, readThrough } = await openLaidOut(run, file, left ?? {});
  try {
    const header = await sha256(layout.header);
    if (left && !(await fits(run, { left, layout, header })))
      throw new FileChanged('its layout is another one');
    const hashed = layout.whole ? await startHash(source, left) : undefined;
    if (hashed) readThrough(hashed);
    const begun: CurrentFile = {
      path: file.path,
      identity: run.identity(file),
      bytes: source.size,
      ...(source.etag !== undefined && { etag: source.etag }),
      header,
      ...{ steps: 0, position: 0, ...left },
    };
    const digest = await write(run, { layout, hashed, begun });
    meter.enter('checking', file.path);
    const record = await recordOf(run, { file, source, digest });
    meter.finished(source.size);
    await run.note({ done: [...run.journal.done, record], current: undefined });
    return record;
  } catch (error) {
    if (error instanceof ArmatureError && error.code === 'bad-weights') {
      await store.remove(`${folder}/${file.path}`);
      await run.note({ current: undefined });
    }
    throw error;
  } finally {
    source.close();
  }
}

/** Where an earlier run was ended in this file. */
function whatIsLeft({ journal, identity }: StoringRun, file: ManifestFile): CurrentFile | undefined {
  const { current } = journal;
  return current?.path === file.path && current.identity === identity(file) ? current : undefined;
}

/** Is what is stored really the beginning that the journal tells of? */
async function fits(
  { store, folder }: StoringRun,
  { left, layout, header }: { readonly left: CurrentFile; readonly layout: Layout; readonly header: string },
): Promise<boolean> {
  const stored = await store.open(`${folder}/${left.path}`);
  if (left.header !== header || stored?.size !== layout.size) return false;
  return (await sha256(await stored.read(0, layout.header.length))) === header;
}

async function startHash(source: OpenedSource, left: CurrentFile | undefined): Promise<HashedSource> {
  const { hash, position = 0 } = left ?? {};
  source.expect([[hash === undefined ? 0 : position, source.size]]);
  return takeUpHash(source, hash === undefined ? undefined : { hash, position });
}

interface Writing {
  readonly layout: Layout;
  readonly hashed: HashedSource | undefined;
  readonly begun: CurrentFile;
}

/** Writes what is missing; gives the digest of the source where all of it was read. */
async function write(run: StoringRun, { layout, hashed, begun }: Writing): Promise<string | undefined> {
  const writer = await run.store.writer(`${run.folder}/${begun.path}`);
  let current = begun;
  try {
    if (begun.steps === 0) writer.writeAt(0, layout.header);
    writer.truncate(layout.size);
    let unsaved = 0;
    for (const step of layout.steps.slice(begun.steps)) {
      if (run.signal.aborted) throw cancelled();
      for (const { position, bytes } of await step.run()) {
        writer.writeAt(position, bytes);
        unsaved += bytes.length;
      }
      current = { ...current, steps: current.steps + 1, ...stateOfHash(hashed) };
      if (unsaved < run.journalBytes) continue;
      unsaved = 0;
      writer.flush();
      await run.note({ current });
    }
    const digest = await hashed?.finish();
    writer.flush();
    return digest;
  } catch (error) {
    if (!(error instanceof FileChanged)) await saveWhatIsThere(run, writer, current);
    throw error;
  } finally {
    writer.close();
  }
}

/** A state that another version of the library wrote is of no use: the file is begun anew. */
async function takeUpHash(source: OpenedSource, saved: SavedHash | undefined): Promise<HashedSource> {
  try {
    return await hashedSource(source, saved);
  } catch {
    throw new FileChanged('its hash cannot be taken up');
  }
}

function stateOfHash(hashed: HashedSource | undefined): Partial<CurrentFile> {
  return hashed ? { position: hashed.position(), hash: hashed.save() } : {};
}

/** The failure that ended the run matters more than one of this. */
async function saveWhatIsThere(run: StoringRun, writer: FileWriter, current: CurrentFile): Promise<void> {
  try {
    writer.flush();
    await run.note({ current });
  } catch {
    // The journal before it still holds.
  }
}

interface Written {
  readonly file: ManifestFile;
  readonly source: OpenedSource;
  readonly digest: string | undefined;
}

async function recordOf(run: StoringRun, { file, source, digest }: Written): Promise<FileRecord> {
  const { store, folder } = run;
  const { sha256: known } = file;
  if (known !== undefined && digest !== undefined && digest !== known) {
    throw notAsDescribed(file.path, words`its SHA-256 is ${digest}`);
  }
  const stored = await store.open(`${folder}/${file.path}`);
  if (!stored)
    throw new ArmatureError({ code: 'storage', message: words`${file.path} vanished from the store.` });
  return {
    path: file.path,
    identity: run.identity(file),
    bytes: stored.size,
    digests: await digestsOf(stored, run.signal),
    source: {
      from: run.sourceName(file),
      bytes: source.size,
      learnt: digest !== undefined && known === undefined,
      ...(source.etag !== undefined && { etag: source.etag }),
      ...(digest !== undefined && { sha256: digest }),
    },
  };
}

function checkLength({ path, bytes }: ManifestFile, size: number): void {
  if (bytes !== undefined && bytes !== size)
    throw notAsDescribed(path, words`it has ${size} bytes instead of ${bytes}`);
}

function configPath(path: string): string {
  return `${path.slice(0, path.indexOf('/'))}/config.json`;
}

function notAsDescribed(path: string, what: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-weights',
    message: words`The file ${path} is not the one that is expected: ${what}.`,
    next: words`Try again; if it happens again, the server has another file, and another address for the hub may help.`,
  });
}
