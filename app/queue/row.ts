/*
 * An entry as it is kept: its request, which never changes, apart from the rest, which does. What does not pass the schema
 * stays where it is and is counted.
 */
import * as v from 'valibot';
import type { FailureCode } from '../../core/result/index.ts';
import type { FrozenPlace } from '../state/local-setup.ts';
import type { QueueEntry } from '../state/queue.ts';
import { keptRequest } from '../storage/request-schema.ts';
import { FAILURE_WORDS } from '../words/failures.ts';

/** What of an entry changes, and where it is drawn. */
export type EntryRow = Omit<QueueEntry, 'request'>;

const name = v.pipe(v.string(), v.nonEmpty());
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

const setupSchema = v.object({
  modelId: name,
  controlNet: v.union([v.string(), v.undefined()]),
  loras: v.array(v.object({ id: name, weight: v.pipe(v.number(), v.finite()) })),
  backend: v.picklist(['auto', 'webgpu', 'wasm']),
  decoder: v.picklist(['full', 'fast']),
});
const remoteSetupSchema = v.object({
  checkpoint: v.exactOptional(v.string()),
  controlNet: v.exactOptional(v.string()),
  enhancePrompt: v.boolean(),
});
const placeSchema = v.variant('at', [
  v.object({ at: v.literal('here'), setup: setupSchema }),
  v.object({
    ...{ at: v.literal('remote'), backendId: name, dollars: amount },
    setup: v.exactOptional(remoteSetupSchema),
  }),
]) satisfies v.GenericSchema<unknown, FrozenPlace>;

const codes = Object.keys(FAILURE_WORDS) as FailureCode[];
const courseSchema = v.variant('status', [
  v.object({ status: v.picklist(['waiting', 'running', 'cancelled', 'interrupted']) }),
  v.object({ status: v.literal('done'), totalMs: amount }),
  v.object({
    status: v.literal('failed'),
    failure: v.object({
      code: v.picklist(codes),
      message: v.string(),
      next: v.exactOptional(v.string()),
      detail: v.exactOptional(v.string()),
    }),
  }),
]);
const rowSchema = v.object({
  id: name,
  order: v.pipe(v.number(), v.finite()),
  place: placeSchema,
  course: courseSchema,
  // Absent in entries of earlier versions.
  pictures: v.optional(v.array(name), []),
});

/** Reads what changes of an entry; undefined where another version wrote what this one cannot read. */
export function readRow(row: unknown): EntryRow | undefined {
  const parsed = v.safeParse(rowSchema, row);
  return parsed.success ? parsed.output : undefined;
}

/** Joins both parts of an entry; undefined where either cannot be read. */
export function readEntry(row: unknown, kept: unknown): QueueEntry | undefined {
  const read = readRow(row);
  const request = keptRequest(kept);
  return read && request && { ...read, request };
}

/** The part of an entry that changes. */
export function rowOf({ id, order, place, course, pictures }: QueueEntry): EntryRow {
  return { id, order, place, course, pictures };
}
