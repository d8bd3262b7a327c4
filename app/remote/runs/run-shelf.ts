/*
 * Runs that were sent and whose pictures are not on the page yet, in IndexedDB. A run is written down before its creating
 * call is sent, so that nothing that may have been paid for is forgotten.
 */
import type { IDBPDatabase } from 'idb';
import * as v from 'valibot';
import type { Ticket } from '../../../core/remote/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import type { OpenRun } from '../../state/remote.ts';
import { nothingWhereForbidden, openDatabase } from '../../storage/open-database.ts';
import { keptRequest } from '../../storage/request-schema.ts';
import type { Pictures } from './run.ts';

/** A run as it is kept: enough to fetch it again, without the key. */
export interface KeptRun {
  readonly id: string;
  readonly backendId: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly request: SeededRequest;
  /** Where it was sent, if not to the service's own address. */
  readonly address?: string;
  /** Name of the checkpoint there, where the person chose one. */
  readonly checkpoint?: string;
  /** Was it sent through this page's own server? */
  readonly relayed: boolean;
  /** US dollars that were reserved for it. */
  readonly dollars: number;
  /** Absent until the service has named the run. */
  readonly ticket?: Ticket;
  /** Where its pictures lie, once they are drawn. */
  readonly links?: Pictures;
}

/** Keeps runs. Every call may reject with the browser's reason; where nothing can be kept, there are none. */
export interface RunShelf {
  all(): Promise<readonly KeptRun[]>;
  /** Ids of runs that another version of the page has written down, and this one cannot read. */
  unreadable(): Promise<readonly string[]>;
  put(run: KeptRun): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What the page shows of a kept run. */
export function openRunOf({ id, backendId, sentAt, request, relayed, ticket, links }: KeptRun): OpenRun {
  return { id, backendId, sentAt, request, relayed, fetchable: ticket !== undefined || links !== undefined };
}

const text = v.pipe(v.string(), v.nonEmpty());
const linkSchema = v.object({ kind: v.literal('link'), urls: v.tupleWithRest([text], text) });
const rowSchema = v.object({
  id: text,
  backendId: text,
  sentAt: v.pipe(v.number(), v.finite()),
  request: v.unknown(),
  address: v.exactOptional(v.string()),
  checkpoint: v.exactOptional(v.string()),
  relayed: v.boolean(),
  dollars: v.pipe(v.number(), v.finite(), v.minValue(0)),
  ticket: v.exactOptional(v.object({ id: text, url: v.exactOptional(v.string()) })),
  links: v.exactOptional(v.tupleWithRest([linkSchema], linkSchema)),
});

/** Reads a row; undefined where another version wrote what this one cannot read. */
export function readRow(row: unknown): KeptRun | undefined {
  const parsed = v.safeParse(rowSchema, row);
  const request = parsed.success ? keptRequest(parsed.output.request) : undefined;
  return parsed.success && request ? { ...parsed.output, request } : undefined;
}

/** The id of a row that cannot be read; nothing for one that can. */
export function unreadId(row: unknown): string[] {
  const parsed = v.safeParse(v.object({ id: text }), row);
  return parsed.success && readRow(row) === undefined ? [parsed.output.id] : [];
}

const DATABASE = 'armature.runs';
const TABLE = 'runs';

/** Makes the shelf. */
export function createRunShelf(): RunShelf {
  return {
    all: async () => (await allRows()).flatMap((row) => readRow(row) ?? []),
    unreadable: async () => (await allRows()).flatMap(unreadId),
    put: (run) =>
      noting(async (database) => {
        await database.put(TABLE, run);
      }),
    remove: (id) => noting((database) => database.delete(TABLE, id)),
  };
}

function allRows(): Promise<unknown[]> {
  return using((database): Promise<unknown[]> => database.getAll(TABLE)).catch(nothingWhereForbidden);
}

/** Opened for each use, so that no tab stands in the way of another. */
async function using<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase(DATABASE, 1, {
    upgrade: (fresh) => void fresh.createObjectStore(TABLE, { keyPath: 'id' }),
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** @throws ArmatureError that says that nothing can be noted down, which has to be said before anything is sent */
async function noting<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  try {
    return await using(work);
  } catch (error) {
    const detail = error instanceof ArmatureError ? error.failure.message : String(error);
    throw new ArmatureError({
      code: 'storage',
      message: words`The browser does not keep a note of runs that are sent away.`,
      next: words`Free space on this device, or leave a private window.`,
      detail,
    });
  }
}
