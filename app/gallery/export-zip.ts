/*
 * Pictures as one ZIP file, with all that is known of them as JSON. Pictures are compressed as it is, so they are put in as
 * they are, one after the other, and at no time are two of them in memory.
 */
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { openPoseJsonFrom } from '../../core/pose/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { GalleryRecord, PictureDetails } from './record.ts';
import type { GalleryShelf } from './shelf.ts';
import { startDigestsOf } from './start-files.ts';

/** What exporting needs. */
export interface ExportDependencies {
  readonly shelf: Pick<GalleryShelf, 'file' | 'details' | 'start'>;
  readonly tell: (note: string, problems?: readonly string[]) => void;
  readonly download: (blob: Blob, name: string) => void;
  readonly now: () => number;
}

/** Name of the JSON in the file, and number of its layout. */
const LIST = 'pictures.json';
const LIST_VERSION = 1;

/** Packs and hands over; a picture whose file is missing is told, and costs the others nothing. */
export async function exportZip(
  { shelf, tell, download, now }: ExportDependencies,
  records: readonly GalleryRecord[],
): Promise<void> {
  const problems: string[] = [];
  const listed: object[] = [];
  const starts = new Set<string>();
  async function* entries(): AsyncIterable<readonly [string, Uint8Array | Blob]> {
    for (const [index, record] of records.entries()) {
      tell(say`Packing ${index + 1} of ${records.length} …`);
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
    const zip = await new Response(zipStream(entries()), {
      headers: { 'Content-Type': 'application/zip' },
    }).blob();
    const name = `armature-${new Date(now()).toISOString().slice(0, 10)}.zip`;
    download(zip, name);
    tell(say`Saved as ${name}.`, problems);
  } catch (error) {
    const told = failureSaid(failureFrom(error, 'storage'));
    tell('', [told]);
  }
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
    ...(start && {
      start: {
        image: startName(start.image.sha256),
        ...(start.mask && { mask: startName(start.mask.sha256) }),
      },
    }),
    ...(pose && { pose: openPoseJsonFrom(pose, { confidence: 'kept' }), people }),
  };
}
