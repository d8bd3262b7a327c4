/*
 * Reader of the safetensors format: an 8-byte length, a JSON header, then the tensors' bytes without gaps. The file
 * may come from anyone, so the whole header is checked before a byte of it is believed.
 */
import * as v from 'valibot';
import { ArmatureError } from '../result/index.ts';
import { type Words, words } from '../words/index.ts';
import { DTYPE_BYTES, type SafetensorsDType } from './dtypes.ts';
import type { ByteSource } from './source.ts';

/** One tensor of a file. */
export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: SafetensorsDType;
  readonly shape: readonly number[];
  /** First byte, counted from the start of the file. */
  readonly offset: number;
  /** Length in bytes. */
  readonly byteLength: number;
}

/** An opened file. */
export interface SafetensorsFile {
  /** By tensor name. */
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  /** The `__metadata__` of the header. */
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * Reads one tensor's bytes.
   *
   * @throws ArmatureError `bad-weights` when the file has no such tensor
   */
  read(name: string): Promise<Uint8Array>;
}

const LENGTH_BYTES = 8;
/** The reference implementation's limit; the header of a checkpoint of 7,000 tensors takes about 1 MB. */
const MAX_HEADER_BYTES = 100_000_000;
const MAX_RANK = 16;
/** Characters of a tensor's name in a message. */
const MOST_SHOWN = 120;

const offsets = v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.pipe(v.number(), v.safeInteger())]);
const entrySchema = v.strictObject({
  dtype: v.picklist(Object.keys(DTYPE_BYTES) as SafetensorsDType[]),
  shape: v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), v.maxLength(MAX_RANK)),
  data_offsets: offsets,
});
const metadataSchema = v.record(v.string(), v.string());

/**
 * Opens a safetensors file and checks its header: length, JSON, dtypes, shapes, bounds, and that the tensors cover
 * the rest of the file without overlap or gap.
 *
 * @param source - the file's bytes; only the header is read here
 * @param label - how messages call the file
 * @throws ArmatureError `bad-weights` naming the file, the tensor and what is wrong
 */
export async function openSafetensors(source: ByteSource, label: string): Promise<SafetensorsFile> {
  const { header, dataStart } = await readHeader(source, label);
  const { __metadata__: metadata = {}, ...tensors } = header;
  const parsedMetadata = v.safeParse(metadataSchema, metadata, { abortEarly: true });
  if (!parsedMetadata.success) throw malformed(label, words`its __metadata__ must map names to strings`);
  const entries = new Map<string, SafetensorsEntry>();
  for (const [name, value] of Object.entries(tensors)) {
    entries.set(name, parseEntry({ name, value, dataStart, label }));
  }
  checkCover([...entries.values()], { start: dataStart, end: source.size, label });
  return {
    entries,
    metadata: parsedMetadata.output,
    async read(name) {
      const entry = entries.get(name);
      if (!entry) throw malformed(label, words`it has no tensor ${shown(name)}`);
      return source.read(entry.offset, entry.offset + entry.byteLength);
    },
  };
}

async function readHeader(
  source: ByteSource,
  label: string,
): Promise<{ header: Record<string, unknown>; dataStart: number }> {
  if (source.size < LENGTH_BYTES)
    throw malformed(label, words`it has ${source.size} bytes, too few for a header`);
  const start = await source.read(0, LENGTH_BYTES);
  const view = new DataView(start.buffer, start.byteOffset, LENGTH_BYTES);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > MAX_HEADER_BYTES) throw malformed(label, words`its header claims ${length} bytes`);
  const dataStart = LENGTH_BYTES + length;
  if (dataStart > source.size) {
    throw malformed(label, words`its header claims ${length} bytes, but the file has ${source.size}`);
  }
  const header = parseJson(await source.read(LENGTH_BYTES, dataStart));
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw malformed(label, words`its header is no JSON object`);
  }
  return { header: header as Record<string, unknown>, dataStart };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

interface RawEntry {
  readonly name: string;
  readonly value: unknown;
  readonly dataStart: number;
  readonly label: string;
}

function parseEntry({ name, value, dataStart, label }: RawEntry): SafetensorsEntry {
  const parsed = v.safeParse(entrySchema, value, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue) ?? 'entry';
    throw malformed(label, words`tensor ${shown(name)}: ${field}: ${issue.message.slice(0, 200)}`);
  }
  const { dtype, shape, data_offsets } = parsed.output;
  const [start, end] = data_offsets;
  const byteLength = shape.reduce((product, side) => product * side, DTYPE_BYTES[dtype]);
  if (start < 0 || end - start !== byteLength) {
    throw malformed(
      label,
      words`tensor ${shown(name)}: ${dtype} [${shape.join(', ')}] takes ${byteLength} bytes, its offsets are ${start} to ${end}`,
    );
  }
  return { name, dtype, shape, offset: dataStart + start, byteLength };
}

function checkCover(
  entries: readonly SafetensorsEntry[],
  { start, end, label }: { start: number; end: number; label: string },
): void {
  const ordered = [...entries].sort((a, b) => a.offset - b.offset || a.byteLength - b.byteLength);
  let position = start;
  for (const { name, offset, byteLength } of ordered) {
    if (offset < position) throw malformed(label, words`tensor ${shown(name)} overlaps the one before it`);
    if (offset > position)
      throw malformed(
        label,
        words`there is a gap of ${offset - position} bytes before tensor ${shown(name)}`,
      );
    position = offset + byteLength;
  }
  if (position > end)
    throw malformed(label, words`it is cut off: its tensors need ${position} bytes, it has ${end}`);
  if (position < end) throw malformed(label, words`${end - position} bytes at its end belong to no tensor`);
}

/** A name as far as a sentence can hold it: a file can have any. */
function shown(name: string): string {
  return name.length > MOST_SHOWN ? `${name.slice(0, MOST_SHOWN)}…` : name;
}

function malformed(label: string, what: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-weights',
    message: words`${label} is no usable safetensors file: ${what}.`,
    next: words`Fetch or export the file again.`,
  });
}
