import { invariant } from '../result/index.ts';
import { bytesOfLatin1, type Chunk, latin1Of, readChunks } from './chunks.ts';

const MAX_KEYWORD_LENGTH = 79;

/**
 * Makes a text chunk: tEXt where the text is Latin-1, else iTXt with UTF-8, as PIL does. A NUL, which PNG forbids in
 * texts, becomes U+FFFD.
 *
 * @param keyword - 1 to 79 printable Latin-1 characters
 */
export function textChunk(keyword: string, text: string): Chunk {
  invariant(
    keyword.length > 0 &&
      keyword.length <= MAX_KEYWORD_LENGTH &&
      isLatin1(keyword) &&
      !keyword.includes('\0'),
    `"${keyword}" cannot be the keyword of a PNG text.`,
  );
  const clean = text.replaceAll('\0', '\uFFFD');
  if (isLatin1(clean)) return { type: 'tEXt', data: bytesOfLatin1(`${keyword}\0${clean}`) };
  // After the keyword: not compressed, method 0, no language, no translated keyword.
  const head = bytesOfLatin1(`${keyword}\0\0\0\0\0`);
  const body = new TextEncoder().encode(clean);
  const data = new Uint8Array(head.length + body.length);
  data.set(head);
  data.set(body, head.length);
  return { type: 'iTXt', data };
}

/**
 * Reads the texts of a PNG file (tEXt and iTXt) by keyword. Compressed texts, which no picture generator writes, are left out;
 * of texts with the same keyword the first is given.
 *
 * @throws ArmatureError `bad-image` when the file is no PNG or is damaged
 */
export function readPngTexts(bytes: Uint8Array): Readonly<Record<string, string>> {
  const texts = new Map<string, string>();
  for (const chunk of readChunks(bytes)) {
    const entry = textOf(chunk);
    if (entry && !texts.has(entry.keyword)) texts.set(entry.keyword, entry.text);
  }
  return Object.fromEntries(texts);
}

function textOf({ type, data }: Chunk): { keyword: string; text: string } | undefined {
  if (type !== 'tEXt' && type !== 'iTXt') return undefined;
  const keywordEnd = data.indexOf(0);
  if (keywordEnd < 1) return undefined;
  const keyword = latin1Of(data.subarray(0, keywordEnd));
  if (type === 'tEXt') return { keyword, text: latin1Of(data.subarray(keywordEnd + 1)) };
  const compressed = data[keywordEnd + 1] !== 0;
  const languageEnd = data.indexOf(0, keywordEnd + 3);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  if (compressed || languageEnd < 0 || translatedEnd < 0) return undefined;
  return {
    keyword,
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(data.subarray(translatedEnd + 1)),
  };
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return false;
  return true;
}
