/*
 * Small JSON files that must survive a worker that is ended while it writes: the new text is complete beside the old one
 * before the old one is touched.
 */
import type * as v from 'valibot';
import { safeParse } from 'valibot';
import type { FileStore } from './file-store.ts';

/** Reads a JSON file; undefined where there is none, or none that fits. */
export async function readChecked<T>(
  store: FileStore,
  path: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<T | undefined> {
  return (await readOne(store, path, schema)) ?? readOne(store, besides(path), schema);
}

/** Writes a JSON file over the one before. */
export async function writeJson(store: FileStore, path: string, json: unknown): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  await writeOne(store, besides(path), bytes);
  await writeOne(store, path, bytes);
}

/** Removes a JSON file. */
export async function removeJson(store: FileStore, path: string): Promise<void> {
  await store.remove(besides(path));
  await store.remove(path);
}

function besides(path: string): string {
  return `${path}.new`;
}

async function readOne<T>(
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
    // Half written.
    return undefined;
  }
}

async function writeOne(store: FileStore, path: string, bytes: Uint8Array): Promise<void> {
  const writer = await store.writer(path);
  try {
    writer.writeAt(0, bytes);
    writer.truncate(bytes.length);
    writer.flush();
  } finally {
    writer.close();
  }
}
