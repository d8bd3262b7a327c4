import { ArmatureError } from '../result/index.ts';
import { type Words, words } from '../words/index.ts';
import { crc32 } from './crc32.ts';

/** One chunk of a PNG file: a name of four letters and its content. */
export interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum around each chunk's content, in bytes. */
const CHUNK_FRAME = 12;

/** Makes the error for a file that is no usable PNG. */
export function badPng(message: Words, cause?: unknown): ArmatureError {
  return new ArmatureError(
    {
      code: 'bad-image',
      message,
      next: words`Choose another PNG file, or save this one again in an image editor.`,
    },
    { cause },
  );
}

/**
 * Splits a PNG file into its chunks, up to and including IEND.
 *
 * @returns views into `bytes`
 * @throws ArmatureError `bad-image` for a wrong signature, a cut file or a wrong checksum
 */
export function readChunks(bytes: Uint8Array): Chunk[] {
  if (SIGNATURE.some((value, index) => bytes[index] !== value))
    throw badPng(words`The file is not a PNG picture.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let offset = SIGNATURE.length; ;) {
    if (offset + CHUNK_FRAME > bytes.length) throw badPng(words`The PNG file ends too early.`);
    const length = view.getUint32(offset);
    const end = offset + CHUNK_FRAME + length;
    if (end > bytes.length) throw badPng(words`The PNG file ends too early.`);
    const type = latin1Of(bytes.subarray(offset + 4, offset + 8));
    if (crc32(bytes.subarray(offset + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw badPng(words`The PNG file is damaged: the checksum of its ${type} chunk is wrong.`);
    }
    chunks.push({ type, data: bytes.subarray(offset + 8, end - 4) });
    if (type === 'IEND') return chunks;
    offset = end;
  }
}

/** Joins chunks to a PNG file. */
export function writeChunks(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const size = chunks.reduce((sum, chunk) => sum + CHUNK_FRAME + chunk.data.length, SIGNATURE.length);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(SIGNATURE);
  let offset = SIGNATURE.length;
  for (const { type, data } of chunks) {
    const end = offset + CHUNK_FRAME + data.length;
    view.setUint32(offset, data.length);
    bytes.set(bytesOfLatin1(type), offset + 4);
    bytes.set(data, offset + 8);
    view.setUint32(end - 4, crc32(bytes.subarray(offset + 4, end - 4)));
    offset = end;
  }
  return bytes;
}

/** Characters made at once: more are too many arguments, and one by one they take tens of bytes each. */
const RUN = 8192;

/** Reads bytes as ISO 8859-1: `TextDecoder` has Windows-1252 under that name. */
export function latin1Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += RUN) {
    text += String.fromCharCode(...bytes.subarray(from, from + RUN));
  }
  return text;
}

/** Writes text as ISO 8859-1; every character must be below U+0100. */
export function bytesOfLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
