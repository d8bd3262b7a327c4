/*
 * Bytes as text of an address (RFC 4648, section 5), without the padding at the end.
 */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES: ReadonlyMap<string, number> = new Map(Array.from(SIGNS, (sign, value) => [sign, value]));

/** Writes bytes, four signs for three of them. */
export function base64UrlOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const signs = [18, 12, 6, 0].map((shift) => SIGNS.charAt((bits >> shift) & 63)).join('');
    parts.push(signs.slice(0, Math.min(bytes.length - at, 3) + 1));
  }
  return parts.join('');
}

/** Reads bytes; undefined where a sign is none of the alphabet, or the text is none that bytes are written as. */
export function bytesOfBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, count, at] = [0, 0, 0];
  for (const sign of text) {
    const value = VALUES.get(sign);
    if (value === undefined) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = bits >> count;
  }
  // What is left over is no byte, and nothing was written there.
  return (bits & ((1 << count) - 1)) === 0 ? bytes : undefined;
}
