import type { OpenedFile } from '../engine/model-folder.ts';

/** A file that is being written. What it held before stays until it is overwritten. */
export interface FileWriter {
  /** @throws ArmatureError `storage-full` or `storage` */
  writeAt(position: number, bytes: Uint8Array): void;
  /** Cuts the file, or fills it up with zeros. */
  truncate(size: number): void;
  /** Makes everything written so far survive a crash. */
  flush(): void;
  close(): void;
}

/** How much this page has stored and may store, in bytes. */
export interface StorageRoom {
  readonly used: number;
  readonly quota: number;
}

/** Files by path, kept from visit to visit. Paths use slashes; folders come and go with their files. */
export interface FileStore {
  open(path: string): Promise<OpenedFile | undefined>;
  /**
   * Opens a file for writing, made where there is none.
   *
   * @throws ArmatureError `storage` where the platform refuses, or another writer has it
   */
  writer(path: string): Promise<FileWriter>;
  /** Removes a file, or a folder with all that is in it; no matter if there is none. */
  remove(path: string): Promise<void>;
  /** The names of what lies in a folder. */
  names(path: string): Promise<readonly string[]>;
  /** Undefined where the platform does not tell. */
  room(): Promise<StorageRoom | undefined>;
}
