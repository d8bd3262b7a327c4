/*
 * JPEG files of requests, decoded by MozJPEG in WebAssembly.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import decode, { init } from '@jsquash/jpeg/decode.js';
import { countJpegScans, readJpegHeader, type RgbaImage } from '../../core/image/index.ts';
import { isWholePicture } from '../../core/remote/index.ts';
import { ArmatureError } from '../../core/result/index.ts';

const CODEC = '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
/** Encoders write about ten; a file of many small ones takes minutes to decode. */
const MOST_SCANS = 32;

let started: Promise<void> | undefined;

/** The package would fetch the codec from its own address, which Node's `fetch` does not read. */
async function start(): Promise<void> {
  const file = await readFile(createRequire(import.meta.url).resolve(CODEC));
  const wasmBinary = new Uint8Array(file).buffer;
  // What it says of a file would go to the log, as often as a caller likes.
  const options = { noInitialRun: true, wasmBinary, printErr: () => undefined };
  await init(options);
}

/**
 * Decodes a JPEG of a size that was found acceptable.
 *
 * @throws ArmatureError `bad-image`
 */
export async function decodeJpeg(bytes: Uint8Array): Promise<RgbaImage> {
  if (readJpegHeader(bytes)?.components === 4) throw unreadable('it is in inks (CMYK) and not in colours');
  // The codec fills in what is missing, and says nothing.
  if (!isWholePicture(bytes)) throw unreadable('it is cut off');
  if (countJpegScans(bytes) > MOST_SCANS) throw unreadable(`it has more than ${MOST_SCANS} scans`);
  started ??= start();
  await started;
  try {
    // Typed as an ImageData, which Node's types do not know.
    return (await decode(new Uint8Array(bytes).buffer)) as RgbaImage;
  } catch (error) {
    // A codec that gave up is not used again.
    started = undefined;
    throw unreadable('it is damaged', error);
  }
}

function unreadable(why: string, cause?: unknown): ArmatureError {
  const next = 'Save it anew as a PNG.';
  return new ArmatureError(
    { code: 'bad-image', message: `The JPEG cannot be read: ${why}.`, next },
    { cause },
  );
}
