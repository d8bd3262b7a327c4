/*
 * Picture files and addresses become references.
 */
import { ArmatureError } from '../../../core/result/index.ts';
import { type Words, words } from '../../../core/words/index.ts';
import type { ReadReference } from '../../actions/reference.ts';
import { checkPicture } from '../../ui/check-picture.ts';
import { say } from '../../words/say.ts';

/** Longest side that is kept, in px: more than any canvas shows of it. */
const LONGEST_SIDE = 2048;
/** Files up to this many bytes are kept as they are. */
const KEPT_BYTES = 4 * 2 ** 20;
/** No picture that is worth posing after is larger. */
const FETCHED_BYTES = 64 * 2 ** 20;
const QUALITY = 0.9;

/**
 * Reads a picture file, turned as its camera says. One that is large is made smaller, so that it can be kept.
 *
 * @throws ArmatureError `bad-image` when it is too large, or the browser cannot decode it
 */
export async function readReference(blob: Blob): Promise<ReadReference> {
  await checkPicture(blob);
  const bitmap = await createImageBitmap(blob).catch((cause: unknown) => {
    throw new ArmatureError(
      {
        code: 'bad-image',
        message: words`The browser cannot read this file as a picture.`,
        next: words`Open a PNG, JPEG, WebP or AVIF file.`,
      },
      { cause },
    );
  });
  const { width, height } = bitmap;
  try {
    const shrink = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    if (shrink === 1 && blob.size <= KEPT_BYTES) return { blob, width, height };
    return await redraw(bitmap, Math.round(width * shrink), Math.round(height * shrink));
  } finally {
    bitmap.close();
  }
}

async function redraw(bitmap: ImageBitmap, width: number, height: number): Promise<ReadReference> {
  const size = { width: Math.max(1, width), height: Math.max(1, height) };
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d');
  if (!context) throw new ArmatureError({ code: 'bad-image', message: words`The browser gives no canvas.` });
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  return { blob: await context.canvas.convertToBlob({ type: 'image/webp', quality: QUALITY }), ...size };
}

/**
 * Fetches a picture from an address, telling the host nothing of this page but its origin.
 *
 * @throws ArmatureError `network`, which says whether the address, the host or its answer is the reason
 */
export async function fetchPicture(address: string): Promise<Blob> {
  const url = pictureAddress(address);
  const response = await fetch(url, {
    mode: 'cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  }).catch((cause: unknown) => {
    throw refusal(
      words`${url.host} did not hand the picture over: the host cannot be reached, or it lets no other page read its pictures.`,
      { cause },
    );
  });
  if (!response.ok) throw refusal(words`${url.host} answered ${response.status} instead of a picture.`);
  const type = response.headers.get('content-type')?.split(';', 1)[0] ?? '';
  if (!type.startsWith('image/')) {
    await response.body?.cancel();
    throw refusal(words`The address leads to ${type === '' ? words`something` : type} that is no picture.`);
  }
  return new Blob(await bytesOf(response, url.host), { type });
}

/** Only what the page's content policy lets through: HTTPS, and hosts on this machine. */
function pictureAddress(address: string): URL {
  const url = URL.parse(address.trim());
  const local = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && local))) return url;
  throw refusal(
    url?.protocol === 'http:'
      ? words`Pictures come over HTTPS only, and ${url.host} is addressed without it.`
      : words`This is no address of a picture. One begins with https://.`,
    undefined,
    url?.protocol === 'http:'
      ? say`Try the address with https://, or save the picture and open the file.`
      : '',
  );
}

/** Reads up to a limit, whatever length the host names. */
async function bytesOf(response: Response, host: string): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw refusal(words`The connection to ${host} broke.`, { cause }, say`Try again.`);
    });
    if (done) break;
    size += value.length;
    if (size > FETCHED_BYTES) {
      await reader.cancel();
      throw refusal(
        words`The picture is larger than ${FETCHED_BYTES / 2 ** 20} MB.`,
        undefined,
        say`Choose a smaller one.`,
      );
    }
    parts.push(value);
  }
  return parts;
}

function refusal(
  message: Words,
  options?: { cause: unknown },
  next = say`Save the picture and open the file instead.`,
): ArmatureError {
  return new ArmatureError({ code: 'network', message, ...(next !== '' && { next }) }, options);
}
