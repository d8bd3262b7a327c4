/*
 * Build step: compiles catalogs of translations, so that no parser of messages is in the page. A catalog is imported as
 * `./de.json?words`.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const ASKED = '.json?words';
/** Not an address that ends in .json, which Vite reads by itself. */
const COMPILED = '.words';

/** Makes modules of catalogs. What is not translated yet is left out. */
export function catalogs(): Plugin {
  return {
    name: 'catalogs',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(ASKED) || importer === undefined) return null;
      const file = resolve(dirname(importer), source.slice(0, -ASKED.length));
      return `\0${file}${COMPILED}`;
    },
    async load(id) {
      if (!id.startsWith('\0') || !id.endsWith(COMPILED)) return null;
      const file = `${id.slice(1, -COMPILED.length)}.json`;
      this.addWatchFile(file);
      const catalog = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
      return `export const messages = ${JSON.stringify(compiled(catalog))};`;
    },
  };
}

/** The messages of a catalog as the page's interpreter takes them. */
export function compiled(catalog: Readonly<Record<string, string>>): Record<string, unknown> {
  const translated = Object.entries(catalog).filter(([, text]) => text !== '');
  return Object.fromEntries(translated.map(([id, text]) => [id, compileMessageOrThrow(text)]));
}
