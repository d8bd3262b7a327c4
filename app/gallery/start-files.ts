/*
 * What a picture was started from, as the shelf keeps it: PNG files, each named by its digest, so that the many pictures of
 * one start share it.
 */
import { sha256 } from 'hash-wasm';
import * as v from 'valibot';
import type { RgbaImage } from '../../core/image/index.ts';
import { decodePng } from '../../core/png/index.ts';
import type { InitInput } from '../../core/request/index.ts';
import { plainPng } from '../file-formats/picture-file.ts';
import { type GalleryRecord, startFilesOf, type StartNames, startNamesSchema } from './record.ts';

/** What is kept of a start. */
export interface KeptStart {
  readonly names: StartNames;
  /** By digest. */
  readonly files: ReadonlyMap<string, Blob>;
}

/** Makes the files of a start. */
export async function keptStart({ image, mask }: InitInput): Promise<KeptStart> {
  const [of, through] = await Promise.all([startFile(image), mask && startFile(mask)]);
  const files = [of, ...(through ? [through] : [])];
  return {
    names: { image: nameOf(of), ...(through && { mask: nameOf(through) }) },
    files: new Map(files.map(({ digest, file }) => [digest, file])),
  };
}

/** Makes a start of its files again; undefined where one is missing or damaged: without its mask it would be another one. */
export async function startFrom(
  { start, strength }: Pick<GalleryRecord, 'start' | 'strength'>,
  files: ReadonlyMap<string, Blob>,
): Promise<InitInput | undefined> {
  if (!start || strength === undefined) return undefined;
  const pictures = await startPictures((digest) => Promise.resolve(files.get(digest)), {
    image: start.image.sha256,
    mask: start.mask?.sha256,
  });
  return pictures && { ...pictures, strength };
}

/** Reads the pictures of a start by the names of their files, as {@link startFrom} does. */
export async function startPictures(
  read: (name: string) => Promise<Blob | undefined>,
  names: { readonly image: string; readonly mask?: string | undefined },
): Promise<Omit<InitInput, 'strength'> | undefined> {
  const pixels = async (name: string): Promise<RgbaImage | undefined> => pixelsOf(await read(name));
  try {
    const [image, mask] = await Promise.all([
      pixels(names.image),
      names.mask === undefined ? undefined : pixels(names.mask),
    ]);
    return image && (mask ?? names.mask === undefined) ? { image, ...(mask && { mask }) } : undefined;
  } catch {
    return undefined;
  }
}

/** Digests of the files that a row names, also of one that cannot be read otherwise. */
export function startDigestsOf(row: unknown): readonly string[] {
  const parsed = v.safeParse(v.object({ start: startNamesSchema }), row);
  return parsed.success ? startFilesOf(parsed.output.start).map((file) => file.sha256) : [];
}

interface StartFile {
  readonly digest: string;
  readonly file: Blob;
}

async function startFile(image: RgbaImage): Promise<StartFile> {
  const bytes = await plainPng(image);
  return { digest: await sha256(bytes), file: new Blob([bytes], { type: 'image/png' }) };
}

function nameOf({ digest, file }: StartFile): StartNames['image'] {
  return { sha256: digest, bytes: file.size };
}

/** The browser's own decoder would change the colours of transparent pixels. */
async function pixelsOf(file: Blob | undefined): Promise<RgbaImage | undefined> {
  return file && decodePng(new Uint8Array(await file.arrayBuffer()));
}
