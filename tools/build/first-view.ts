import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the first view may weigh, in bytes of gzipped scripts. */
export const FIRST_VIEW_BYTES = 200_000;

/**
 * Adds up the scripts that a built page links: what is fetched before it shows anything, in English and in a window of its own.
 *
 * @param built - folder with `index.html`
 * @returns bytes, each script gzipped by itself
 */
export async function firstViewWeight(built: string): Promise<number> {
  const page = await readFile(join(built, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].flatMap(
    ([, path]) => path ?? [],
  );
  const contents = await Promise.all(scripts.map((path) => readFile(join(built, path))));
  return contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
}
