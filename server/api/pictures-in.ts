/*
 * Pictures that come with a request: a data URL, base64, or the address of one on a host that is allowed.
 */
import { blankImage, readJpegHeader, resizeImage, type RgbaImage } from '../../core/image/index.ts';
import { decodePng } from '../../core/png/index.ts';
import { mediaOf, type MediaType } from '../../core/remote/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { decodeJpeg } from './jpeg.ts';
import { readAddress, type SendOutgoing } from './outgoing.ts';

/** How addresses are followed. */
export interface PictureSources {
  /** Lower-case names of the hosts from which pictures may be fetched. */
  readonly imageHosts: readonly string[];
  readonly send: SendOutgoing;
}

const MOST_BYTES = 8 * 2 ** 20;
const FETCH_MS = 15_000;
/** More pixels than any skeleton has need of. */
const MOST_PIXELS = 16 * 2 ** 20;

interface Format {
  /** Known before anything is decoded. */
  readonly pixelsOf: (bytes: Uint8Array) => number;
  readonly decode: (bytes: Uint8Array) => RgbaImage | Promise<RgbaImage>;
}

const FORMATS: Readonly<Partial<Record<MediaType, Format>>> = {
  'image/png': { pixelsOf: pixelsOfPng, decode: pngPicture },
  'image/jpeg': { pixelsOf: pixelsOfJpeg, decode: decodeJpeg },
};

/**
 * Reads a picture of a request.
 *
 * @param field - as messages call it
 * @throws ArmatureError `bad-request` for what is no picture or may not be fetched, `bad-image` for what cannot be decoded
 */
export async function readPicture(
  given: string,
  field: string,
  sources: PictureSources,
  signal: AbortSignal,
): Promise<RgbaImage> {
  const bytes = /^https?:/i.test(given)
    ? await fetchPicture(given, field, sources, signal)
    : fromBase64(given, field);
  const media = mediaOf({ status: 200, headers: {}, body: bytes });
  const format = FORMATS[media];
  if (!format) {
    const found = media.startsWith('image/') ? `is ${media}` : 'is not a picture';
    throw refused(`${field} ${found}: send a PNG or a JPEG`);
  }
  if (format.pixelsOf(bytes) > MOST_PIXELS)
    throw refused(`${field} has more than ${MOST_PIXELS / 2 ** 20} megapixels`);
  return format.decode(bytes);
}

/** Brings a skeleton to another size: as large as fits with the aspect kept, in the middle, on black. */
export function fitOnBlack(image: RgbaImage, width: number, height: number): RgbaImage {
  const scale = Math.min(width / image.width, height / image.height);
  const [w, h] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ];
  const inner = resizeImage(image, Math.min(w, width), Math.min(h, height));
  if (inner.width === width && inner.height === height) return inner;
  const fitted = blankImage(width, height);
  const left = Math.floor((width - inner.width) / 2);
  const top = Math.floor((height - inner.height) / 2);
  for (let y = 0; y < inner.height; y++) {
    const row = inner.data.subarray(4 * y * inner.width, 4 * (y + 1) * inner.width);
    fitted.data.set(row, 4 * ((top + y) * width + left));
  }
  return fitted;
}

function fromBase64(given: string, field: string): Uint8Array {
  const base64 = given.replace(/^data:[^,]*;base64,/i, '').replaceAll(/\s+/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw refused(`${field} must be a PNG or a JPEG as a data URL or in base64, or an address`);
  }
  return Buffer.from(base64, 'base64');
}

async function fetchPicture(
  given: string,
  field: string,
  { imageHosts, send }: PictureSources,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const url = readAddress(given, field, false);
  if (!imageHosts.includes(url.hostname)) {
    throw refused(
      `${field} may not be fetched from ${url.hostname}: send it as a data URL, or have that host allowed`,
    );
  }
  const call = { url, mostBytes: MOST_BYTES, timeoutMs: FETCH_MS, signal };
  const answer = await send(call).catch((error: unknown) => {
    throw refused(`Unable to fetch ${field} from the provided URL`, error);
  });
  if (answer.status !== 200)
    throw refused(`Unable to fetch ${field} from the provided URL: HTTP ${answer.status}`);
  return answer.body;
}

/** As the header says; 0 where there is none, which the decoder will tell. */
function pixelsOfPng(png: Uint8Array): number {
  if (png.length < 24) return 0;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return view.getUint32(16) * view.getUint32(20);
}

function pixelsOfJpeg(jpeg: Uint8Array): number {
  const { width, height } = readJpegHeader(jpeg) ?? { width: 0, height: 0 };
  return width * height;
}

function pngPicture(bytes: Uint8Array): RgbaImage {
  const { width, height, data } = decodePng(bytes);
  return { width, height, data: new Uint8ClampedArray(data) };
}

function refused(message: string, cause?: unknown): ArmatureError {
  return new ArmatureError({ code: 'bad-request', message }, { cause });
}
