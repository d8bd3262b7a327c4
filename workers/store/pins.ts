/*
 * What was learnt of files whose length or digest nobody had published: it holds from the first download on, even after
 * the model was removed.
 */
import * as v from 'valibot';
import type { FileStore } from './file-store.ts';
import { readChecked, writeJson } from './stored-json.ts';

const pinSchema = v.object({ bytes: v.number(), sha256: v.string() });
const pinsSchema = v.record(v.string(), pinSchema);
const PATH = 'pins.json';

/** Length in bytes and SHA-256 in hex. */
export type Pin = v.InferOutput<typeof pinSchema>;

/** What was learnt of a source. */
export async function pinOf(store: FileStore, from: string): Promise<Pin | undefined> {
  return (await readChecked(store, PATH, pinsSchema))?.[from];
}

/** Keeps what was learnt. */
export async function writePin(store: FileStore, from: string, pin: Pin): Promise<void> {
  await writeJson(store, PATH, { ...(await readChecked(store, PATH, pinsSchema)), [from]: pin });
}
