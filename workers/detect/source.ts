/*
 * The files of a detector, and how their versions are told apart.
 */
import type { DetectorLoadRequest } from '../../core/contract/index.ts';
import { type EntrySource, type EntrySourceOrder, openEntrySource } from '../store/entry-source.ts';
import type { FileStore } from '../store/file-store.ts';
import { readRecord } from '../store/record.ts';

/** Which detector, from where. */
export interface DetectorSourceOrder extends Omit<EntrySourceOrder, 'entry' | 'page'> {
  readonly request: Pick<DetectorLoadRequest, 'detector' | 'page'>;
}

/** The files of a detector. */
export type DetectorSource = EntrySource;

/**
 * Opens the files of a detector.
 *
 * @throws ArmatureError as `openEntrySource` does
 */
export function openDetectorSource({ request, ...order }: DetectorSourceOrder): Promise<DetectorSource> {
  return openEntrySource({ ...order, entry: request.detector, page: request.page });
}

/** Tells versions of a stored detector apart. */
export async function detectorVersion(
  store: FileStore,
  { id, builtIn }: DetectorLoadRequest['detector'],
): Promise<string> {
  const record = builtIn ? undefined : await readRecord(store, id);
  return JSON.stringify(record?.files.map(({ digests }) => digests));
}
