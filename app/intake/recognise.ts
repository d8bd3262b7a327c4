/*
 * What a file is for, told by its first bytes.
 */

/** What a file is: a document that may hold a pose, a picture, a video, a model, or nothing that is known. */
export type FileKind = 'document' | 'png' | 'picture' | 'video' | 'model' | 'unknown';

const HEAD_BYTES = 64;
/** A safetensors file begins with the length of its JSON header in 8 bytes. */
const SAFETENSORS_HEADER = 8;
const MODEL_NAMES = /\.(?:safetensors|ckpt|pt|pth|bin|gguf)$/i;
const MARKS: readonly { readonly kind: FileKind; readonly at: number; readonly mark: string }[] = [
  { kind: 'png', at: 0, mark: '\x89PNG' },
  { kind: 'picture', at: 0, mark: '\xff\xd8\xff' },
  { kind: 'picture', at: 8, mark: 'WEBP' },
  { kind: 'picture', at: 4, mark: 'ftypavif' },
  { kind: 'picture', at: 4, mark: 'ftypavis' },
  { kind: 'picture', at: 0, mark: 'GIF8' },
  { kind: 'picture', at: 0, mark: 'BM' },
  { kind: 'video', at: 0, mark: '\x1a\x45\xdf\xa3' },
  { kind: 'video', at: 8, mark: 'AVI ' },
];
/** MP4 and QuickTime, after the length of the first box; still pictures have other brands there. */
const FILM = /^.{4}ftyp(?:iso|mp4|avc|M4V|MSNV|qt|3g|dash)/s;

/** Looks into a file. Its name counts only for models, most of which have no mark of their own. */
export async function kindOfFile(file: File): Promise<FileKind> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const text = String.fromCharCode(...head);
  const marked = MARKS.find(({ at, mark }) => text.startsWith(mark, at));
  if (marked) return marked.kind;
  if (FILM.test(text)) return 'video';
  if (MODEL_NAMES.test(file.name) || isSafetensors(head, file.size)) return 'model';
  return /^(?:\xef\xbb\xbf)?\s*[[{]/.test(text) ? 'document' : 'unknown';
}

function isSafetensors(head: Uint8Array, size: number): boolean {
  if (head.length <= SAFETENSORS_HEADER) return false;
  const length = new DataView(head.buffer).getBigUint64(0, true);
  return length < BigInt(size) && head[SAFETENSORS_HEADER] === '{'.charCodeAt(0);
}
