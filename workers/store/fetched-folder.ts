/*
 * A model folder whose files are fetched from the page's host, counted, and verified against the manifest.
 */
import type { LoadProgress } from '../../core/contract/index.ts';
import { addressOf, type ManifestFile, type ModelEntry } from '../../core/manifest/index.ts';
import { ArmatureError, invariant } from '../../core/result/index.ts';
import { memorySource } from '../../core/weights/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import { sha256 } from './sha256.ts';

/** What is fetched. */
export interface FolderOrder {
  /** A model that comes with the page: lengths and digests of its files are known. */
  readonly model: Pick<ModelEntry, 'label' | 'base' | 'sources' | 'files'>;
  /** Address that the model's `base` is relative to, ending in a slash. */
  readonly page: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/**
 * Fetches all files of a model into memory.
 *
 * @throws ArmatureError `network` when a file cannot be fetched, `bad-weights` when it is not the file that the manifest
 *   describes, `cancelled`
 */
export async function fetchFolder(order: FolderOrder): Promise<ModelFolder> {
  const { model, onProgress } = order;
  const files = model.files.map((file) => pinned(order, file));
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const contents = new Map<string, Uint8Array>();
  let before = 0;
  for (const file of files) {
    const base = before;
    const report = (phase: LoadProgress['phase'], bytes: number): void =>
      onProgress({ phase, item: file.path, bytes: base + bytes, totalBytes });
    const bytes = await fetchFile(order, file, (received) => report('fetching', received));
    report('verifying', file.bytes);
    await verify(bytes, file);
    contents.set(file.path, bytes);
    before += file.bytes;
  }
  return {
    label: model.label,
    open: (path) => {
      const bytes = contents.get(path);
      return Promise.resolve(bytes && memorySource(bytes));
    },
  };
}

interface PinnedFile {
  readonly path: string;
  readonly url: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

function pinned({ model, page }: FolderOrder, file: ManifestFile): PinnedFile {
  const { path, bytes, sha256 } = file;
  invariant(bytes !== undefined && sha256 !== undefined, `${path} has no length or no digest.`);
  return { path, url: addressOf(model, file, { page, hub: page }), bytes, sha256 };
}

async function fetchFile(
  { signal }: FolderOrder,
  { path, url, bytes: expected }: PinnedFile,
  onReceived: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    throw signal.aborted ? cancelled() : unreachable(path, error);
  });
  if (!response.ok || !response.body) throw unreachable(path, `the server answered ${response.status}`);
  const bytes = new Uint8Array(expected);
  let received = 0;
  try {
    for await (const chunk of chunksOf(response.body)) {
      if (received + chunk.length > expected)
        throw notAsDescribed(path, words`it has more than ${expected} bytes`);
      bytes.set(chunk, received);
      received += chunk.length;
      onReceived(received);
    }
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw error instanceof ArmatureError ? error : unreachable(path, error);
  }
  if (received !== expected)
    throw notAsDescribed(path, words`it has ${received} bytes instead of ${expected}`);
  return bytes;
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function verify(bytes: Uint8Array, { path, sha256: expected }: PinnedFile): Promise<void> {
  const found = await sha256(bytes);
  if (found !== expected) throw notAsDescribed(path, words`its SHA-256 is ${found}`);
}

function cancelled(): ArmatureError {
  return new ArmatureError({ code: 'cancelled', message: words`Loading was cancelled.` });
}

function unreachable(path: string, cause: unknown): ArmatureError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new ArmatureError(
    {
      code: 'network',
      message: words`The model file ${path} could not be fetched.`,
      next: words`Check the connection and try again.`,
      detail,
    },
    { cause },
  );
}

function notAsDescribed(path: string, what: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-weights',
    message: words`The model file ${path} is not the one that the manifest describes: ${what}.`,
    next: words`Reload the page; if it happens again, the host has to repair its files.`,
  });
}
