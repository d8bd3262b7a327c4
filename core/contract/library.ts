/*
 * The calls of the library: the worker that fetches models, keeps them, and takes in files of the person. It is a
 * worker of its own, so that a long download and a picture do not wait for each other.
 */
import type { FilePlaces, ModelEntry, StorableEntry } from '../manifest/index.ts';
import type { WeightPolicy } from '../quantize/index.ts';

/** How far storing is. Bytes are those of the sources. */
export interface StoreProgress {
  /** Id of the model or addon. */
  readonly id: string;
  readonly phase: 'opening' | 'fetching' | 'checking' | 'elsewhere';
  /** File at work. */
  readonly item: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly bytesPerSecond?: number;
  readonly remainingMs?: number;
  /** The file has changed on its server and is fetched anew. */
  readonly startedOver?: boolean;
}

/** One stored file, for the person. */
export interface StoredFileReport {
  readonly path: string;
  /** As stored. */
  readonly bytes: number;
  /** Address or file name that it came from. */
  readonly from: string;
  /** Of the whole source, in hex; absent where only a part of it was read. */
  readonly sha256?: string;
  /** Was the digest learnt from this download, for want of a published one? */
  readonly learnt: boolean;
}

/** A model or addon in the store, complete or on its way. */
export interface StoredItem {
  readonly entry: StorableEntry;
  readonly policy: WeightPolicy;
  readonly complete: boolean;
  /** Bytes on this device. */
  readonly storedBytes: number;
  /** Where it is not complete: bytes of the sources that are done with, of all. */
  readonly progress?: { readonly bytes: number; readonly totalBytes: number };
  readonly files: readonly StoredFileReport[];
}

/** All that is stored. */
export interface StoreReport {
  readonly items: readonly StoredItem[];
  /** Ids of what is there but cannot be read, left by another version of the page or by a crash. */
  readonly unreadable: readonly string[];
  /** What this page uses and may use, in bytes, where the browser tells. */
  readonly room?: { readonly used: number; readonly quota: number };
}

/** What to fetch. */
export interface StoreRequest {
  readonly entry: StorableEntry;
  readonly places: FilePlaces;
  readonly policy: WeightPolicy;
  /** Files that are fetched on demand only, by path. */
  readonly also?: readonly string[];
}

/** The part of a browser's File that is used. Files cross to the worker by reference, however large. */
export interface PickedFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file that the person brought: a checkpoint, a ControlNet, a LoRA or a preview decoder. */
export interface ImportRequest {
  readonly file: PickedFile;
  /** Where what the file lacks can be fetched from: a single-file checkpoint brings no tokenizer. */
  readonly places: FilePlaces;
  /** A model whose tokenizer and defaults a checkpoint takes. */
  readonly like: ModelEntry;
  readonly policy: WeightPolicy;
}

/** What a file that was brought turned out to be. */
export interface ImportReport {
  readonly item: StoredItem;
  /** In words: "a checkpoint with UNet, text encoder and autoencoder". */
  readonly what: string;
  /** Tensors of the file that nothing asks for, by name. */
  readonly unused: readonly string[];
}

/** Every call that the page can make on the library. Cancelling `store` pauses it: what has arrived stays. */
export interface LibraryCalls {
  list: { input: Record<string, never>; event: never; output: StoreReport };
  store: { input: StoreRequest; event: StoreProgress; output: StoredItem };
  import: { input: ImportRequest; event: StoreProgress; output: ImportReport };
  remove: { input: { readonly id: string }; event: never; output: StoreReport };
}
