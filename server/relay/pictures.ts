/*
 * Pictures from the providers' hosts, which do not let a page of another origin read them.
 */
import { mediaOf, textOf, type HttpAnswer } from '../../core/remote/index.ts';
import type { Outbound } from './outbound.ts';
import { Refusal } from './refusal.ts';

/** Where the providers put their pictures: ModelsLab's buckets and its old distribution, and Segmind's host. */
const HOSTS: readonly RegExp[] = [
  /^pub-[0-9a-f]{32}\.r2\.dev$/,
  /^images\.segmind\.com$/,
  /^d1okzptojspljx\.cloudfront\.net$/,
];
const LIMITS = { timeoutMs: 60_000, mostBytes: 32 * 2 ** 20 };

/** Is this the address of a picture at one of the providers' hosts? */
export function isPictureAddress(text: string): boolean {
  if (text.length > 2000 || !URL.canParse(text)) return false;
  const { protocol, port, username, password, hostname } = new URL(text);
  const plain = protocol === 'https:' && port === '' && username === '' && password === '';
  return plain && HOSTS.some((host) => host.test(hostname));
}

/** An encoded picture. */
export interface PictureFile {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Uint8Array;
}

/**
 * Fetches a picture; a text that is a picture in base64, as ModelsLab stores them at times, is decoded.
 *
 * @throws Refusal 400 for other addresses, 502 where there is no picture
 */
export async function fetchPicture(outbound: Outbound, address: string): Promise<PictureFile> {
  if (!isPictureAddress(address)) {
    throw new Refusal(400, {
      code: 'bad-request',
      message: 'This server fetches pictures from the hosts of its providers alone.',
      next: 'Open the address in a new tab instead.',
    });
  }
  const url = new URL(address);
  const answer = await outbound({ method: 'GET', url, headers: {}, ...LIMITS });
  const picture = answer.status === 200 ? pictureIn(answer) : undefined;
  if (picture) return picture;
  throw new Refusal(answer.status === 404 ? 404 : 502, {
    code: 'remote-failed',
    message: `${url.hostname} has no picture there (HTTP ${answer.status}).`,
    next: 'It may have been deleted: generate again.',
  });
}

/** Told by the first bytes, and contradicted by no other content type. */
function pictureIn(answer: HttpAnswer): PictureFile | undefined {
  const stated = answer.headers['content-type'] ?? '';
  const type = mediaOf(answer);
  if (type === 'other') return pictureInText(answer);
  if (!isPictureType(type) || !/^(?:image\/|application\/octet-stream|binary\/|$)/i.test(stated))
    return undefined;
  return { type, bytes: answer.body };
}

function pictureInText(answer: HttpAnswer): PictureFile | undefined {
  const text = textOf(answer)
    .trim()
    .replace(/^data:image\/\w+;base64,/, '');
  if (!/^[\w+/]+={0,2}$/.test(text)) return undefined;
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  const type = mediaOf({ status: 200, headers: {}, body: bytes });
  return isPictureType(type) ? { type, bytes } : undefined;
}

/** Is this content type one of pictures? */
export function isPictureType(type: string): type is PictureFile['type'] {
  return type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';
}
