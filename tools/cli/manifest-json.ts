/** A manifest as its file is written: indented, short lists of plain values on one line. */
export function manifestJson(manifest: unknown): string {
  const json = JSON.stringify(manifest, null, 2);
  const lists = json.replace(/\[[^[\]{}]{1,80}\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'),
  );
  return `${lists}\n`;
}
