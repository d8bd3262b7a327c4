import { ArmatureError } from '../../core/result/index.ts';
import type { ByteSource } from '../../core/weights/index.ts';
import { words } from '../../core/words/index.ts';

/** An opened file. */
export interface OpenedFile extends ByteSource {
  /** The file itself, where the browser holds it on disk: the runtime can read it piece by piece. */
  readonly blob?: Blob;
}

/** A model in the layout that diffusers saves, wherever it lies. */
export interface ModelFolder {
  /** How messages call it. */
  readonly label: string;
  /** Opens a file, or gives undefined when there is none of that path. */
  open(path: string): Promise<OpenedFile | undefined>;
}

/** The folder `name` inside of another. */
export function subfolder(folder: ModelFolder, name: string): ModelFolder {
  return {
    label: `${folder.label}/${name}`,
    open: (path) => folder.open(`${name}/${path}`),
  };
}

/** A file of the browser as an opened file. */
export function blobFile(blob: Blob): OpenedFile {
  return {
    blob,
    size: blob.size,
    async read(start, end) {
      try {
        return new Uint8Array(await blob.slice(start, end).arrayBuffer());
      } catch (error) {
        throw new ArmatureError(
          {
            code: 'storage',
            message: words`A stored file is no longer there, or was changed.`,
            next: words`Load the model again; if it is gone, download it again.`,
            detail: String(error),
          },
          { cause: error },
        );
      }
    },
  };
}

/**
 * Reads a whole file.
 *
 * @throws ArmatureError `file-missing`
 */
export async function readFile(folder: ModelFolder, path: string): Promise<Uint8Array> {
  const source = await folder.open(path);
  if (!source) throw missing(folder, path);
  return source.read(0, source.size);
}

/**
 * Reads a JSON file.
 *
 * @throws ArmatureError `file-missing`, or `bad-config` when it is no JSON
 */
export async function readJson(folder: ModelFolder, path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readFile(folder, path));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ArmatureError({
      code: 'bad-config',
      message: words`${folder.label}/${path} is no JSON.`,
      next: words`Fetch or export the model again.`,
    });
  }
}

/** The failure of a file that a model must have. */
export function missing(folder: ModelFolder, path: string): ArmatureError {
  return new ArmatureError({
    code: 'file-missing',
    message: words`${folder.label} has no ${path}.`,
    next: words`Point to a folder in the layout that diffusers saves.`,
  });
}
