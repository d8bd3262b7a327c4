import { invariant } from '../result/index.ts';
import type { ManifestFile, StorableEntry } from './schema.ts';

/** Where a page looks for files. */
export interface FilePlaces {
  /** Address that an entry's `base` is relative to, ending in a slash. */
  readonly page: string;
  /** Address of the hub or of a mirror with the same paths, ending in a slash. */
  readonly hub: string;
}

/**
 * The address of one file: `{hub}{repo}/resolve/{revision}/{path}`, or a path beside the page.
 *
 * @see https://huggingface.co/docs/hub/models-downloading
 */
export function addressOf(
  { base, sources }: Pick<StorableEntry, 'base' | 'sources'>,
  { path, source, at = path }: ManifestFile,
  { page, hub }: FilePlaces,
): string {
  if (source === undefined) return `${page}${base ?? ''}${at}`;
  const found = sources[source];
  invariant(found, `There is no source ${source}.`);
  return `${hub}${found.repo}/resolve/${encodeURIComponent(found.revision)}/${at}`;
}

/** Names a file's content wherever it is fetched from: repository, version, path, and the part of it that is taken. */
export function identityOf(
  { base, sources }: Pick<StorableEntry, 'base' | 'sources'>,
  { path, source, at = path, half }: ManifestFile,
): string {
  if (source === undefined) return `${base ?? ''}${at}#${half ?? ''}`;
  const found = sources[source];
  invariant(found, `There is no source ${source}.`);
  return `${found.repo}@${found.revision}/${at}#${half ?? ''}`;
}

/** Bytes of all files whose length is known, and of how many files it is not. */
export function knownBytes(files: readonly ManifestFile[]): {
  readonly bytes: number;
  readonly unknown: number;
} {
  return {
    bytes: files.reduce((sum, file) => sum + (file.bytes ?? 0), 0),
    unknown: files.filter((file) => file.bytes === undefined).length,
  };
}
