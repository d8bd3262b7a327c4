/** A manifest as its file is written: indented, short lists of numbers on one line. */
export function manifestJson(manifest: unknown): string {
  const json = JSON.stringify(manifest, null, 2);
  const lists = json.replace(/\[[\s\d,]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  return `${lists}\n`;
}
