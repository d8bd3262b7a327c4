/*
 * What a JPEG file tells of itself before it is decoded (ITU-T T.81, annex B).
 */

/** What stands before the pixels. */
export interface JpegHeader {
  /** As stored, before any turn that the file asks for; px. */
  readonly width: number;
  /** px */
  readonly height: number;
  /** 1 for grey, 3 for colours, 4 for inks. */
  readonly components: number;
}

const START_OF_IMAGE = 0xffd8;
const START_OF_SCAN = 0xffda;
const END_OF_IMAGE = 0xffd9;
/** Among the numbers of frames, though they start none: DHT, JPG and DAC. */
const NO_FRAMES: readonly number[] = [0xffc4, 0xffc8, 0xffcc];

/**
 * Reads the start of frame.
 *
 * @param bytes - the beginning of the file; it may stand behind a large profile or preview
 * @returns undefined where it is no JPEG, or ends before
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { marker, at } of segments(view)) {
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && !NO_FRAMES.includes(marker);
    if (!isFrame) continue;
    if (at + 10 > view.byteLength) return undefined;
    return {
      width: view.getUint16(at + 7),
      height: view.getUint16(at + 5),
      components: view.getUint8(at + 9),
    };
  }
  return undefined;
}

/** Counts the scans of a file. A decoder goes over all pixels for each of them, however few bytes it has. */
export function countJpegScans(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...segments(view)].filter(({ marker }) => marker === START_OF_SCAN).length;
}

/** Does a whole file have its end? One that was cut off has none; what others append behind it is no matter. */
export function hasJpegEnd(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { marker } of segments(view)) if (marker === END_OF_IMAGE) return true;
  return false;
}

interface Segment {
  readonly marker: number;
  /** Of the marker, in bytes from the start of the file. */
  readonly at: number;
}

/** Goes from marker to marker until the picture ends, which is the last one, or what was given of it. */
function* segments(view: DataView): Generator<Segment> {
  if (view.byteLength < 2 || view.getUint16(0) !== START_OF_IMAGE) return;
  for (let at = 2; at + 2 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (isFilling(marker)) {
      at++;
      continue;
    }
    yield { marker, at };
    if (marker === END_OF_IMAGE || at + 4 > view.byteLength) return;
    at += 2 + view.getUint16(at + 2);
  }
}

/** Coded pixels, in which 0xff is followed by 0 or a restart; bytes between segments, which may be 0xff. */
function isFilling(marker: number): boolean {
  return marker < 0xff01 || marker === 0xffff || (marker >= 0xffd0 && marker <= 0xffd7);
}
