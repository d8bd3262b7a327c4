import type { ReadableStream } from 'node:stream/web';
import * as v from 'valibot';
import { Refusal } from './refusal.ts';

/** How much is read of a visitor, and for how long. */
export interface BodyLimits {
  readonly mostBytes: number;
  readonly ms: number;
}

/**
 * Reads a JSON body and checks it.
 *
 * @throws Refusal 400, 408, 413 or 415
 */
export async function readFields<T>(
  request: Request,
  schema: v.GenericSchema<unknown, T>,
  limits: BodyLimits,
): Promise<T> {
  if (!/^application\/json(?:\s*;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw refused(415, 'The request is not JSON.');
  }
  const parsed = v.safeParse(schema, parse(await readWithin(request, limits)));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (v.getDotPath(issue) ?? 'all').slice(0, 80);
  throw refused(400, `The request has a wrong field: ${path}. ${issue.message.slice(0, 200)}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refused(400, 'The request is no readable JSON.');
  }
}

async function readWithin(request: Request, { mostBytes, ms }: BodyLimits): Promise<string> {
  const tooLarge = (): Refusal => refused(413, `The request is larger than ${mostBytes / 2 ** 20} MB.`);
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge();
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const late = lateness(ms);
  try {
    for (;;) {
      const part = await Promise.race([reader?.read(), late.promise]);
      if (!part || part.done) return Buffer.concat(chunks).toString('utf8');
      length += part.value.length;
      if (length > mostBytes) throw tooLarge();
      chunks.push(part.value);
    }
  } finally {
    late.clear();
  }
}

function lateness(ms: number): { promise: Promise<never>; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(refused(408, `The request did not arrive within ${ms / 1000} s.`)), ms);
  });
  return { promise, clear: () => clearTimeout(timer) };
}

/** What is left of the body is not read, so the connection ends with the answer. */
function refused(status: 400 | 408 | 413 | 415, message: string): Refusal {
  const cut = status === 408 || status === 413;
  return new Refusal(
    status,
    { code: 'bad-request', message, next: 'Reload the page and try again.' },
    cut ? { Connection: 'close' } : {},
  );
}
