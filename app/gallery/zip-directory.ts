/*
 * The files in a ZIP file, read from where its directory says they lie: of a file of gigabytes only what is asked for comes
 * into memory. Layout: APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
/** The comment at the end may be that long. */
const LONGEST_COMMENT = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/**
 * Reads a file of at most so many bytes out of the archive by its name; undefined where there is none of that name. It throws
 * an ArmatureError `bad-image` for one that is damaged or longer.
 */
export type ZipReader = (name: string, most: number) => Promise<Blob | undefined>;

/** Opens a ZIP file; undefined where it is none. */
export async function openZip(zip: Blob): Promise<ZipReader | undefined> {
  const entries = await directoryOf(zip);
  return (
    entries &&
    (async (name, most) => {
      const entry = entries.get(name);
      if (!entry) return undefined;
      const content = await contentOf(zip, entry, most);
      if (typeof content !== 'string') return content;
      throw new ArmatureError({
        code: 'bad-image',
        message:
          content === 'damaged'
            ? words`${name} is damaged in the ZIP file.`
            : words`${name} is too large in the ZIP file.`,
        next: words`Choose a ZIP file that this gallery has exported.`,
      });
    })
  );
}

async function directoryOf(zip: Blob): Promise<ReadonlyMap<string, Entry> | undefined> {
  const tail = await viewOf(zip.slice(-(END_LENGTH + LONGEST_COMMENT)));
  let end = tail.byteLength - END_LENGTH;
  while (end >= 0 && tail.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0) return undefined;
  const length = tail.getUint32(end + 12, true);
  const from = tail.getUint32(end + 16, true);
  return entriesIn(await viewOf(zip.slice(from, from + length)));
}

function entriesIn(view: DataView<ArrayBuffer>): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = 0;
  while (at + ENTRY_LENGTH <= view.byteLength && view.getUint32(at, true) === ENTRY_SIGNATURE) {
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const name = new Uint8Array(view.buffer).subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength);
    entries.set(new TextDecoder().decode(name), {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += ENTRY_LENGTH + nameLength + rest;
  }
  return entries;
}

async function contentOf(
  zip: Blob,
  { method, packed, at }: Entry,
  most: number,
): Promise<Blob | 'damaged' | 'too-large'> {
  const local = await viewOf(zip.slice(at, at + LOCAL_LENGTH));
  const isWhole = local.byteLength === LOCAL_LENGTH && local.getUint32(0, true) === LOCAL_SIGNATURE;
  if (!isWhole || (method !== STORED && method !== DEFLATED)) return 'damaged';
  if (packed > most) return 'too-large';
  const from = at + LOCAL_LENGTH + local.getUint16(26, true) + local.getUint16(28, true);
  const content = zip.slice(from, from + packed);
  return method === STORED ? content : inflated(content, most);
}

/** What the directory says of lengths may be wrong, and a file can grow a thousandfold: what comes out is counted. */
async function inflated(content: Blob, most: number): Promise<Blob | 'too-large'> {
  const reader = content.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(chunks);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return 'too-large';
    }
    chunks.push(value);
  }
}

async function viewOf(part: Blob): Promise<DataView<ArrayBuffer>> {
  return new DataView(await part.arrayBuffer());
}
