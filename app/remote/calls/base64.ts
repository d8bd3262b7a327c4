/*
 * Pictures as the JSON of services carries them.
 */

/** Bytes turned into text at once; more arguments than that are too many for a call. */
const CHUNK = 0x8000;

/**
 * Reads base64, with or without the prefix of a data address.
 *
 * @throws DOMException where it is none, or cut off
 */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const decoded = atob(text.replace(/^data:[^,]*,/, ''));
  // `Uint8Array.from` would make a list of all characters first.
  const bytes = new Uint8Array(decoded.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = decoded.charCodeAt(i);
  return bytes;
}

/** Writes base64. */
export function base64From(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  }
  return btoa(text);
}
