/* Reads the source and the catalogs. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseManifest } from '../../core/manifest/index.ts';
import type { Catalog } from './catalogs.ts';
import { extract, type Trouble } from './extract.ts';
import { namesOf } from './names.ts';

/** The languages that have a catalog. */
export const TRANSLATED = ['de', 'es', 'ja', 'zh-Hans'] as const;

const ROOMS = ['core', 'workers', 'app'];

/** Where a language's catalog stands. */
export function catalogFile(language: string): string {
  return `app/words/catalogs/${language}.json`;
}

/** Reads a catalog. */
export function readCatalog(language: string): Catalog {
  return JSON.parse(readFileSync(catalogFile(language), 'utf8')) as Catalog;
}

/** Every sentence of the page's source once, by file and place, then the names of its lists. */
export function sentences(): { ids: string[]; troubles: Trouble[] } {
  const manifest = parseManifest(JSON.parse(readFileSync('models-manifest.json', 'utf8')));
  const files = ROOMS.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  ).filter((file) => /\.tsx?$/.test(file));
  const read = files.sort().map((file) => extract(file, readFileSync(file, 'utf8')));
  return {
    ids: [...new Set([...read.flatMap(({ found }) => found.map(({ id }) => id)), ...namesOf(manifest)])],
    troubles: read.flatMap(({ troubles }) => troubles),
  };
}
