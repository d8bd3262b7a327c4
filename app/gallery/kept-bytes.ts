import { type GalleryItem, startFilesOf } from './record.ts';

/** What pictures take, in bytes, with what they were started from: that is kept once for all of them. */
export function keptBytes(items: Iterable<GalleryItem>): number {
  let bytes = 0;
  const starts = new Map<string, number>();
  for (const item of items) {
    if (item.kind === 'broken') continue;
    const { start } = item.record;
    bytes += item.record.bytes;
    for (const file of startFilesOf(start)) starts.set(file.sha256, file.bytes);
  }
  for (const size of starts.values()) bytes += size;
  return bytes;
}
