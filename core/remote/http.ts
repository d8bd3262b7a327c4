/*
 * HTTP as data: what a back end asks to be sent and what came back. Sending is the caller's, so everything here runs and
 * is tested without a network.
 */
import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';

/** One call to make. */
export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or the parts of a multipart form. */
  readonly body?: string | readonly FormPart[];
  /** May it cost money each time that it arrives? */
  readonly costs?: boolean;
}

/** A part of a multipart form. */
export interface FormPart {
  readonly name: string;
  /** Text, or a PNG in base64. */
  readonly value: string | { readonly pngBase64: string; readonly fileName: string };
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  /** By lower-case name, as far as the server lets them be read. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the bytes of an answer are, told by their first bytes and else by the content type. */
export type MediaType = 'image/png' | 'image/jpeg' | 'image/webp' | 'json' | 'html' | 'other';

const SIGNATURES: readonly (readonly [MediaType, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
];

/** Tells what an answer's body is; services are known to mislabel it. */
export function mediaOf({ headers, body }: HttpAnswer): MediaType {
  const signed = SIGNATURES.find(([, bytes]) => bytes.every((byte, i) => body[i] === byte));
  if (signed) return signed[0];
  const type = headers['content-type'] ?? '';
  const start = startOf(body);
  if (start === '{' || start === '[') return 'json';
  if (start === '<' || type.includes('html')) return 'html';
  return start === '"' || type.includes('json') ? 'json' : 'other';
}

/** So near to its end the mark of the end must be: encoders and services append a little. */
const TAIL_BYTES = 1024;
const PNG_END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const JPEG_END = [0xff, 0xd9];

/**
 * Tells whether a picture file ends as its format does: PNG with IEND and its checksum (ISO/IEC 15948), JPEG with the EOI
 * marker (ITU-T T.81), WebP where its RIFF header says. Browsers show what has arrived of a file that is cut off.
 */
export function isWholePicture(body: Uint8Array): boolean {
  const media = mediaOf({ status: 200, headers: {}, body });
  if (media === 'image/png') return endsWith(body, PNG_END);
  if (media === 'image/jpeg') return endsWith(body, JPEG_END);
  if (media !== 'image/webp' || body.length < 12) return false;
  return body.length >= 8 + new DataView(body.buffer, body.byteOffset).getUint32(4, true);
}

function endsWith(body: Uint8Array, mark: readonly number[]): boolean {
  const tail = body.subarray(-TAIL_BYTES);
  return tail.some((_, i) => mark.every((byte, j) => tail[i + j] === byte));
}

function startOf(body: Uint8Array): string {
  const first = body.find((byte) => byte > 0x20);
  return first === undefined ? '' : String.fromCharCode(first);
}

/** The text of an answer. */
export function textOf({ body }: HttpAnswer): string {
  return new TextDecoder('utf-8').decode(body);
}

/** The parsed JSON of an answer; undefined where it is none. */
export function jsonOf(answer: HttpAnswer): unknown {
  if (mediaOf(answer) !== 'json') return undefined;
  try {
    return JSON.parse(textOf(answer)) as unknown;
  } catch {
    return undefined;
  }
}

/** In characters. */
const LONGEST_ADDRESS = 2000;

/** A POST with a JSON body. */
export function postJson(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpCall {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/**
 * Checks an address that a person gave, and brings it to the form `scheme://host[:port][/path]` without a slash at its end.
 *
 * @throws ArmatureError `bad-request`
 */
export function baseAddress(text: string): string {
  // The look behind keeps a text of slashes from being gone through once for each of them.
  const address = text.trim().replace(/(?<!\/)\/+$/, '');
  if (address.length <= LONGEST_ADDRESS && /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/i.test(address))
    return address;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`"${text.trim().slice(0, 80)}" is not the address of a server.`,
    next: words`Write it as http://127.0.0.1:7860.`,
  });
}

/** The host of an address, in lower case; undefined where it has none. */
export function hostOf(url: string): string | undefined {
  return /^https?:\/\/([^\s/?#:@]+)(?::\d+)?(?:[/?#]|$)/i.exec(url)?.[1]?.toLowerCase();
}
