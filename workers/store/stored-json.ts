import type * as v from 'valibot';
import { safeParse } from 'valibot';
import type { FileStore } from './file-store.ts';

/** Reads a JSON file; undefined where there is none, or none that fits. */
export async function readChecked<T>(
  store: FileStore,
  path: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<T | undefined> {
  const file = await store.open(path);
  if (!file) return undefined;
  const text = new TextDecoder().decode(await file.read(0, file.size));
  try {
    const parsed = safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // Half written by a worker that ended: as good as none.
    return undefined;
  }
}

/** Writes a JSON file over the one before. */
export async function writeJson(store: FileStore, path: string, json: unknown): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  const writer = await store.writer(path);
  try {
    writer.writeAt(0, bytes);
    writer.truncate(bytes.length);
    writer.flush();
  } finally {
    writer.close();
  }
}
