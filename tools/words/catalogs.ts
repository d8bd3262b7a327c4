/* Keeps the catalogs of translations in step with the source. */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

/** Translations by id; an empty one is still to be made. */
export type Catalog = Readonly<Record<string, string>>;

/** The catalog with every id of the source in it, none other, in the source's order. */
export function inStep(catalog: Catalog, ids: readonly string[]): Catalog {
  return Object.fromEntries(ids.map((id) => [id, catalog[id] ?? '']));
}

/** What is wrong with a catalog, a line each. */
export function faultsOf(catalog: Catalog, ids: readonly string[]): string[] {
  const wanted = new Set(ids);
  const dead = Object.keys(catalog).filter((id) => !wanted.has(id));
  return [
    ...dead.map((id) => `nobody says “${id}” any more`),
    ...ids.flatMap((id) => {
      const text = catalog[id] ?? '';
      const fault = text === '' ? 'is not translated' : faultOf(id, text);
      return fault === undefined ? [] : [`“${id}” ${fault}`];
    }),
  ];
}

/** What is wrong with a translation. */
function faultOf(id: string, text: string): string | undefined {
  try {
    const [own, theirs] = [placesIn(id), placesIn(text)];
    return own.join() === theirs.join()
      ? undefined
      : `has the places ${own.join(' ')}, its translation ${theirs.join(' ') || 'none'}`;
  } catch (error) {
    return `has a translation that cannot be read: ${String(error)}`;
  }
}

/** The places of a message, each once, sorted. */
function placesIn(message: string): string[] {
  const places = new Set<string>();
  const visit = (token: unknown): void => {
    if (!Array.isArray(token)) return;
    const [name, , choices] = token as [string, unknown, unknown];
    places.add(name);
    if (typeof choices === 'object' && choices !== null) Object.values(choices).forEach(visitAll);
  };
  const visitAll = (tokens: unknown): void => {
    if (Array.isArray(tokens)) tokens.forEach(visit);
  };
  visitAll(compileMessageOrThrow(message));
  return [...places].filter((name) => name !== '#').sort();
}
