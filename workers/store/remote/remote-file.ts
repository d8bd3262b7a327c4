/*
 * A file on a server, read from front to back: by ranges, several at once, where the server has them, else from one
 * stream. Whatever breaks on the way is taken up where it broke.
 */
import type { ByteSource } from '../../../core/weights/index.ts';
import { createAttempts, FileChanged, Interrupted, type FetchManner, unreachable } from './attempts.ts';
import { type Answer, ask } from './request.ts';

/** Which file, and how its arrival is watched. */
export interface RemoteOrder {
  readonly url: string;
  /** For messages. */
  readonly label: string;
  readonly signal: AbortSignal;
  readonly manner: FetchManner;
  /** Its length as somebody has written it down, for servers that do not tell. */
  readonly listedBytes: number | undefined;
  /** What the file was when it was opened before. */
  readonly expected: { readonly bytes?: number | undefined; readonly etag?: string | undefined };
  /** Is told how many bytes have arrived, none of them twice. */
  readonly onBytes: (count: number) => void;
}

/** An opened file. */
export interface RemoteFile extends ByteSource {
  readonly etag: string | undefined;
  /** Can parts be asked for? Otherwise reads go forward only. */
  readonly ranges: boolean;
  /** Announces what will be read, in ascending order, so that it can be fetched ahead. */
  expect(extents: readonly Extent[]): void;
  close(): void;
}

/** First byte and one past the last one. */
export type Extent = readonly [start: number, end: number];

/** Asked for at once where nothing was announced: many tensors are tiny. */
const SPARE_BYTES = 2 ** 20;

/**
 * Opens a file on a server.
 *
 * @throws FileChanged when it is not the file that is expected, ArmatureError `network` or `cancelled`
 */
export async function openRemote(given: RemoteOrder): Promise<RemoteFile> {
  const closing = new AbortController();
  const order = { ...given, signal: AbortSignal.any([given.signal, closing.signal]) };
  const first = await firstPart(order);
  const { bytes } = order.expected;
  const size = first.size ?? bytes ?? order.listedBytes;
  if (size === undefined) throw unreachable(order.label, 'the server does not tell the length of the file');
  if (bytes !== undefined && size !== bytes) {
    throw new FileChanged(`it has ${size} bytes instead of ${bytes}`);
  }
  const file = { order, size, etag: first.etag, closing };
  return first.ranged ? rangedFile(file, first.bytes) : streamedFile(file);
}

interface FirstPart {
  readonly ranged: boolean;
  readonly size: number | undefined;
  readonly etag: string | undefined;
  readonly bytes: Uint8Array;
}

async function firstPart(order: RemoteOrder): Promise<FirstPart> {
  const { url, label, signal, manner, expected } = order;
  const attempts = createAttempts(label, manner, signal);
  const end = Math.min(manner.firstBytes, expected.bytes ?? manner.firstBytes);
  for (;;) {
    try {
      const answer = await ask({ url, label, signal, manner, range: [0, end] });
      const { ranged, size, etag } = answer;
      checkEtag(answer, expected.etag);
      const wanted = ranged ? Math.min(end, size ?? end) : 0;
      const bytes = wanted > 0 ? await collect(answer.body, wanted) : new Uint8Array();
      answer.cancel();
      return { ranged, size, etag, bytes };
    } catch (error) {
      await attempts.failed(error);
    }
  }
}

interface OpenedRemote {
  readonly order: RemoteOrder;
  readonly size: number;
  readonly etag: string | undefined;
  /** Ends every connection of the file. */
  readonly closing: AbortController;
}

/** A part that has been asked for. */
interface Part {
  readonly extent: Extent;
  readonly bytes: Promise<Uint8Array>;
}

function rangedFile(file: OpenedRemote, first: Uint8Array): RemoteFile {
  const { partBytes, partsAtOnce } = file.order.manner;
  const kept: Part = { extent: [0, first.length], bytes: Promise.resolve(first) };
  let waiting: Extent[] = [];
  let parts: Part[] = [];
  const fetchPart = (extent: Extent): Part => {
    const bytes = fetchExtent(file, extent);
    // Whoever reads it hears of the failure.
    bytes.catch(() => undefined);
    const part = { extent, bytes };
    parts.push(part);
    return part;
  };
  const fetchAhead = (): void => {
    while (parts.length < partsAtOnce) {
      const extent = waiting.shift();
      if (!extent) return;
      fetchPart(extent);
    }
  };
  const partAt = (at: number, end: number): Part =>
    [kept, ...parts].find(({ extent: [from, to] }) => from <= at && at < to) ??
    fetchPart([at, Math.min(file.size, Math.max(end, at + SPARE_BYTES))]);
  return {
    size: file.size,
    etag: file.etag,
    ranges: true,
    async read(start, end) {
      const out = new Uint8Array(end - start);
      for (let at = start; at < end;) {
        // Reading goes forward: what lies behind is done with.
        parts = parts.filter(({ extent }) => extent[1] > at);
        fetchAhead();
        const { extent, bytes } = partAt(at, end);
        const until = Math.min(end, extent[1]);
        out.set((await bytes).subarray(at - extent[0], until - extent[0]), at - start);
        at = until;
      }
      return out;
    },
    expect(extents) {
      parts = [];
      waiting = extents.flatMap((extent) => inParts(extent, first.length, partBytes));
      fetchAhead();
    },
    close() {
      waiting = [];
      file.closing.abort();
    },
  };
}

function inParts([start, end]: Extent, have: number, length: number): Extent[] {
  const parts: Extent[] = [];
  for (let at = Math.max(start, have); at < end; at += length) {
    parts.push([at, Math.min(end, at + length)]);
  }
  return parts;
}

async function fetchExtent({ order, size, etag }: OpenedRemote, [start, end]: Extent): Promise<Uint8Array> {
  const { url, label, signal, manner, onBytes } = order;
  const attempts = createAttempts(label, manner, signal);
  const out = new Uint8Array(end - start);
  let filled = 0;
  while (filled < out.length) {
    try {
      const answer = await ask({ url, label, signal, manner, range: [start + filled, end] });
      checkEtag(answer, etag);
      if (answer.ranged && answer.size !== undefined && answer.size !== size) {
        answer.cancel();
        throw new FileChanged(`it has ${answer.size} bytes instead of ${size}`);
      }
      if (!answer.ranged) answer.cancel();
      if (!answer.ranged) throw new FileChanged('the server no longer gives parts of it');
      for await (const chunk of answer.body) {
        const useful = chunk.subarray(0, out.length - filled);
        out.set(useful, filled);
        filled += useful.length;
        onBytes(useful.length);
        attempts.progressed();
        if (filled === out.length) break;
      }
      if (filled < out.length) throw new Interrupted('the answer was too short');
    } catch (error) {
      await attempts.failed(error);
    }
  }
  return out;
}

function streamedFile(file: OpenedRemote): RemoteFile {
  let stream: ForwardStream | undefined;
  let furthest = 0;
  const arrived = (position: number): void => {
    if (position <= furthest) return;
    file.order.onBytes(position - furthest);
    furthest = position;
  };
  return {
    size: file.size,
    etag: file.etag,
    ranges: false,
    async read(start, end) {
      const { order } = file;
      const attempts = createAttempts(order.label, order.manner, order.signal);
      for (;;) {
        try {
          if (!stream || stream.position() > start) {
            stream?.close();
            stream = await openStream(file, arrived);
          }
          return await stream.read(start, end);
        } catch (error) {
          stream?.close();
          stream = undefined;
          await attempts.failed(error);
        }
      }
    },
    expect: () => undefined,
    close: () => file.closing.abort(),
  };
}

interface ForwardStream {
  position(): number;
  read(start: number, end: number): Promise<Uint8Array>;
  close(): void;
}

async function openStream(
  { order, etag }: OpenedRemote,
  onArrived: (position: number) => void,
): Promise<ForwardStream> {
  const { url, label, signal, manner } = order;
  const answer = await ask({ url, label, signal, manner });
  checkEtag(answer, etag);
  let chunk = new Uint8Array();
  let position = 0;
  return {
    position: () => position,
    async read(start, end) {
      const out = new Uint8Array(end - start);
      while (position < end) {
        if (chunk.length === 0) {
          const next = await answer.body.next();
          if (next.done) throw new Interrupted('the answer was too short');
          chunk = new Uint8Array(next.value);
          onArrived(position + chunk.length);
        }
        const until = position < start ? start : end;
        const used = chunk.subarray(0, until - position);
        if (position >= start) out.set(used, position - start);
        position += used.length;
        chunk = chunk.subarray(used.length);
      }
      return out;
    },
    close: answer.cancel,
  };
}

async function collect(body: AsyncGenerator<Uint8Array, void, void>, length: number): Promise<Uint8Array> {
  const out = new Uint8Array(length);
  let filled = 0;
  for await (const chunk of body) {
    const useful = chunk.subarray(0, length - filled);
    out.set(useful, filled);
    filled += useful.length;
    if (filled === length) return out;
  }
  throw new Interrupted('the answer was too short');
}

function checkEtag({ etag, cancel }: Answer, known: string | undefined): void {
  if (etag === undefined || known === undefined || etag === known) return;
  cancel();
  throw new FileChanged('its ETag is another one');
}
