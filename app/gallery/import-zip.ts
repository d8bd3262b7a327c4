/*
 * ZIP files that the gallery has exported: their pictures, with what only the list beside them tells.
 */
import * as v from 'valibot';
import type { InitInput } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import {
  count,
  digestSchema,
  type FileDigest,
  type GalleryRecord,
  peopleSchema,
  safetySchema,
  sourceSchema,
} from './record.ts';
import { startPictures } from './start-files.ts';
import { openZip } from './zip-directory.ts';

/** Name of the list in the file, and number of its layout. */
export const LIST = 'pictures.json';
export const LIST_VERSION = 1;

/** Bytes that a list has at most: some kB for each of the pictures that go into one file. */
const LONGEST_LIST = 200_000_000;
/** Bytes that a picture has at most: those of the 64 megapixels that PNG files may have elsewhere, and room for texts. */
const LONGEST_PICTURE = 300_000_000;

/** What is told of a picture beside its file. */
export interface ListedPicture {
  /** Milliseconds since 1970, negative before it; NaN where no date can be read. */
  readonly madeAt: number;
  readonly favourite: boolean;
  readonly digests: readonly FileDigest[];
  readonly people?: readonly number[];
  readonly safety?: NonNullable<GalleryRecord['safety']>;
  readonly strength?: number;
  readonly source?: GalleryRecord['source'] | undefined;
  readonly totalMs?: number | undefined;
}

const pictureSchema = v.object({
  file: v.string(),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  favourite: v.boolean(),
  digests: v.array(digestSchema),
  people: v.exactOptional(peopleSchema),
  safety: v.exactOptional(safetySchema),
  strength: v.exactOptional(v.pipe(v.number(), v.finite())),
  source: v.fallback(v.optional(sourceSchema), undefined),
  totalMs: v.fallback(v.optional(count), undefined),
  /** Names of files. */
  start: v.exactOptional(v.object({ image: v.string(), mask: v.exactOptional(v.string()) })),
});

const listSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version: v.literal(LIST_VERSION), pictures: v.array(pictureSchema) }),
);

/** A file to take in, with what is told of it elsewhere. */
export interface FileToImport {
  readonly name: string;
  /** Reads it. @throws ArmatureError where it is missing or damaged */
  readonly file: () => Promise<File>;
  readonly listed?: ListedPicture;
  /** Reads what it was started from, where that is told; undefined where it is missing or damaged. */
  readonly start?: () => Promise<Omit<InitInput, 'strength'> | undefined>;
}

/** Is it a ZIP file by its name or its kind? */
export function isZip({ name, type }: File): boolean {
  return type === 'application/zip' || /\.zip$/i.test(name);
}

/**
 * Lists the pictures of a ZIP file; each is read when it is asked for.
 *
 * @throws ArmatureError `bad-image` where the gallery did not write it
 */
export async function picturesInZip(zip: File): Promise<readonly FileToImport[]> {
  const read = await openZip(zip);
  const list = v.safeParse(listSchema, await (await read?.(LIST, LONGEST_LIST))?.text());
  if (!read || !list.success) {
    throw new ArmatureError({
      code: 'bad-image',
      message: words`This ZIP file has no readable list of pictures from this gallery.`,
      next: words`Choose a ZIP file that this gallery has exported.`,
    });
  }
  return eachOnce(list.output.pictures).map(({ file: name, madeAt, start, ...told }) => ({
    name,
    file: async () => {
      const content = await read(name, LONGEST_PICTURE);
      if (content) return new File([content], name, { type: 'image/png' });
      throw new ArmatureError({
        code: 'file-missing',
        message: words`The ZIP file has only its settings.`,
        next: words`Choose a ZIP file that this gallery has exported.`,
      });
    },
    listed: { ...told, madeAt: Date.parse(madeAt) },
    ...(start && { start: () => startPictures((each) => read(each, LONGEST_PICTURE), start) }),
  }));
}

/** A list that names one file many times would have it read as often. */
function eachOnce<T extends { readonly file: string }>(pictures: readonly T[]): readonly T[] {
  const names = new Set<string>();
  return pictures.filter(({ file }) => !names.has(file) && names.add(file));
}
