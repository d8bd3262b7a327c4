/*
 * Sizes, times and conditions in words.
 */
import type { Capabilities } from '../../core/contract/index.ts';
import { knownBytes, type StorableEntry } from '../../core/manifest/index.ts';
import { counted } from '../../core/words/index.ts';
import { decimal } from '../words/numbers.ts';
import { say } from '../words/say.ts';

/** A number of bytes, such as "812 KB", "135 MB" or "2.1 GB". */
export function byteWords(bytes: number): string {
  if (bytes < 999_500) return `${Math.ceil(bytes / 1e3)} KB`;
  if (bytes < 999_500_000) return `${Math.round(bytes / 1e6)} MB`;
  return `${decimal(bytes / 1e9, 0, 1)} GB`;
}

/** A time that is left, such as "40 s", "12 min" or "1 h 20 min". */
export function timeWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? say`${minutes} min` : say`${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What a download brings, as far as the manifest knows. */
export function downloadWords({ files }: Pick<StorableEntry, 'files'>): string {
  const { bytes, unknown } = knownBytes(files.filter(({ onDemand }) => !onDemand));
  if (unknown === 0) return byteWords(bytes);
  const others = say`${counted(unknown, { one: 'one file', other: '# files' })} whose size is learnt at the first download`;
  return bytes === 0 ? others : say`${byteWords(bytes)} and ${others}`;
}

/** The same in short, for a button; empty where nothing is known. */
export function shortDownloadWords({ files }: Pick<StorableEntry, 'files'>): string {
  const { bytes, unknown } = knownBytes(files.filter(({ onDemand }) => !onDemand));
  if (bytes === 0) return '';
  return unknown === 0 ? byteWords(bytes) : say`${byteWords(bytes)} or more`;
}

/** What an entry needs to be of use; the room that it takes only as long as it is not there. */
export function needWords(entry: StorableEntry, stored: boolean): string[] {
  if (!('needs' in entry) || !entry.needs) return [];
  const { gpu, gpuBytes, storageBytes } = entry.needs;
  const memory = gpuBytes === undefined ? '' : say` with ${byteWords(gpuBytes)} of memory`;
  return [
    ...(gpu ? [say`Needs a graphics card${memory}`] : []),
    ...(stored || storageBytes === undefined ? [] : [say`Takes ${byteWords(storageBytes)} here`]),
  ];
}

/** How well the files are known, where it is not well. */
export function gradeWords({ files }: Pick<StorableEntry, 'files'>): string {
  const doubtful = files.filter(({ grade }) => grade !== undefined && grade !== 'A');
  const trusted = doubtful.filter(({ sha256 }) => sha256 === undefined);
  return [
    ...(doubtful.length > 0 ? [say`Not verified by two sources: ${pathsOf(doubtful)}.`] : []),
    ...(trusted.length > 0
      ? [say`Without a published digest, which is learnt at the first download: ${pathsOf(trusted)}.`]
      : []),
  ].join(' ');
}

function pathsOf(files: StorableEntry['files']): string {
  return files.map(({ path }) => path).join(', ');
}

/** Is it known that there is no hardware GPU for a model that needs one? */
export function lacksGpu(entry: StorableEntry, capabilities: Capabilities | undefined): boolean {
  if (entry.kind !== 'model' || !entry.needs?.gpu || !capabilities) return false;
  return !capabilities.gpu || capabilities.gpu.software;
}
