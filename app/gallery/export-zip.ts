/*
 * Pictures as ZIP files, with all that is known of them as JSON. Pictures are compressed as it is, so they are put in as
 * they are, one after the other, and at no time are two of them in memory.
 */
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { openPoseJsonFrom, placesAsRead } from '../../core/pose/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { LIST, LIST_VERSION } from './import-zip.ts';
import { type GalleryRecord, type PictureDetails, startFilesOf } from './record.ts';
import type { GalleryShelf } from './shelf.ts';
import { startDigestsOf } from './start-files.ts';

/** What exporting needs. */
export interface ExportDependencies {
  readonly shelf: Pick<GalleryShelf, 'file' | 'details' | 'start'>;
  readonly tell: (note: string, problems?: readonly string[]) => void;
  readonly download: (blob: Blob, name: string) => void;
  readonly now: () => number;
}

/** At most that many bytes of pictures go into one file: offsets in a ZIP file without extensions end at 4 GiB. */
const PART_BYTES = 2_000_000_000;
/** At most that many pictures: their list, some kB for each, is read in one piece. */
const PART_PICTURES = 5_000;

/** Packs and hands over; a picture whose file is missing is told, and costs the others nothing. */
export async function exportZip(
  { shelf, tell, download, now }: ExportDependencies,
  records: readonly GalleryRecord[],
): Promise<void> {
  const problems: string[] = [];
  const saved: string[] = [];
  let packed = 0;
  async function* entries(
    part: readonly GalleryRecord[],
  ): AsyncIterable<readonly [string, Uint8Array | Blob]> {
    const listed: object[] = [];
    const starts = new Set<string>();
    for (const record of part) {
      tell(say`Packing ${++packed} of ${records.length} …`);
      const [file, details] = await Promise.all([shelf.file(record.id), shelf.details(record.id)]);
      if (file) yield [fileName(record), file];
      else problems.push(say`${fileName(record)}: its file is missing; the list has its settings.`);
      listed.push(listEntry(record, details));
      for (const digest of startDigestsOf(record)) starts.add(digest);
    }
    for (const digest of starts) {
      const file = await shelf.start(digest);
      if (file) yield [startName(digest), file];
      else problems.push(say`${startName(digest)}: its file is missing.`);
    }
    yield [LIST, strToU8(JSON.stringify({ version: LIST_VERSION, pictures: listed }, undefined, 2))];
  }
  try {
    const parts = partsOf(records);
    const day = new Date(now()).toISOString().slice(0, 10);
    for (const [index, part] of parts.entries()) {
      const zip = await new Response(zipStream(entries(part)), {
        headers: { 'Content-Type': 'application/zip' },
      }).blob();
      const name = `armature-${day}${parts.length > 1 ? `-${index + 1}` : ''}.zip`;
      download(zip, name);
      saved.push(name);
    }
  } catch (error) {
    problems.push(failureSaid(failureFrom(error, 'storage')));
  }
  tell(saved.length > 0 ? say`Saved as ${saved.join(', ')}.` : '', problems);
}

/** Pictures by the file that they go into. */
function partsOf(records: readonly GalleryRecord[]): readonly (readonly GalleryRecord[])[] {
  let part: GalleryRecord[] = [];
  const parts = [part];
  let bytes = 0;
  for (const record of records) {
    // Each file has the starts of its own pictures.
    const more = startFilesOf(record.start).reduce((sum, { bytes: of }) => sum + of, record.bytes);
    bytes += more;
    if (part.length > 0 && (bytes > PART_BYTES || part.length === PART_PICTURES)) {
      part = [];
      parts.push(part);
      bytes = more;
    }
    part.push(record);
  }
  return parts;
}

/** A ZIP file as it comes into being. */
function zipStream(
  entries: AsyncIterable<readonly [string, Uint8Array | Blob]>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = entries[Symbol.asyncIterator]();
  let zip: Zip;
  return new ReadableStream({
    start(controller) {
      zip = new Zip((error, chunk, final) => {
        if (error) controller.error(error);
        else controller.enqueue(chunk);
        if (final) controller.close();
      });
    },
    async pull() {
      const next = await iterator.next();
      if (next.done === true) {
        zip.end();
        return;
      }
      const [name, content] = next.value;
      const entry = content instanceof Blob ? new ZipPassThrough(name) : new ZipDeflate(name);
      zip.add(entry);
      entry.push(content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content, true);
    },
  });
}

/** When it was made, the seed, and enough of the id to tell two of a batch apart. */
function fileName({ id, madeAt, settings }: GalleryRecord): string {
  const moment = new Date(madeAt).toISOString().slice(0, 19).replaceAll(':', '-');
  return `${moment}-${settings.seed ?? 'picture'}-${id.slice(0, 6)}.png`;
}

function startName(digest: string): string {
  return `starts/${digest}.png`;
}

function listEntry(record: GalleryRecord, { pose, people, digests }: PictureDetails): object {
  const { id, madeAt, width, height, favourite, settings, model, source, strength, start, totalMs } = record;
  return {
    ...{ id, file: fileName(record), madeAt: new Date(madeAt).toISOString(), width, height, favourite },
    ...{ settings, strength, model, source, totalMs, digests },
    ...(record.inBatch && { inBatch: record.inBatch }),
    ...(record.safety && { safety: record.safety }),
    ...(start && {
      start: {
        image: startName(start.image.sha256),
        ...(start.mask && { mask: startName(start.mask.sha256) }),
      },
    }),
    ...(pose && {
      pose: openPoseJsonFrom(pose, { confidence: 'kept' }),
      people: people && placesAsRead(pose, people),
    }),
  };
}
