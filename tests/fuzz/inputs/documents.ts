/*
 * Documents that were valid before something happened to them.
 */
import fc from 'fast-check';
import { ABYSS, nastyKey, nastyValue } from './nasty.ts';

type Container = Record<string, unknown> | unknown[];

interface Place {
  readonly parent: Container;
  readonly key: string | number;
}

interface Mutation {
  readonly kind: 'set' | 'drop' | 'swap' | 'repeat' | 'wrap' | 'add' | 'scale' | 'lengthen';
  /** Which of the places, as a share of all of them. */
  readonly at: number;
  readonly other: number;
  readonly key: string;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'drop', 'swap', 'repeat', 'wrap', 'add', 'scale', 'lengthen'),
  at: fc.nat({ max: 999_999 }),
  other: fc.nat({ max: 999_999 }),
  key: nastyKey,
  value: nastyValue,
});

const few = fc.array(mutation, { maxLength: 1 });
const many = fc.array(mutation, { minLength: 2, maxLength: 4 });

/** Numbers by which `scale` multiplies. */
const FACTORS: readonly number[] = [-1, 0, 0.001, 1.5, 1000, 1e300];
/** So often `repeat` puts an element of a list in again. */
const COUNTS: readonly number[] = [1, 2, 100, 600];
/** But so that it adds about as many values: repeating what was repeated would take all memory. */
const MOST_REPEATED = 20_000;
/** Texts that `lengthen` made longer than this, in characters, are long enough. */
const LONGEST = 10_000_000;
/** Documents that grew beyond this many values are not looked through for more. */
const MOST_PLACES = 4000;

/**
 * One of some documents with up to four changes: fields dropped, set to something else, swapped, repeated, wrapped, added.
 *
 * @param documents - plain data; they are copied
 */
export function nearValid(documents: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...documents), fc.oneof(few, few, many))
    .map(([document, mutations]) => mutated(document, mutations));
}

function mutated(document: unknown, mutations: readonly Mutation[]): unknown {
  const root = { document: structuredClone(document) };
  for (const change of mutations) apply(change, placesIn(root));
  return root.document;
}

function lengthened(text: string, times: number): string {
  return text.repeat(Math.min(times, Math.max(1, Math.floor(LONGEST / text.length))));
}

function placesIn(root: Container): Place[] {
  const places: Place[] = [];
  const waiting: Container[] = [root];
  for (let parent = waiting.pop(); parent && places.length < MOST_PLACES; parent = waiting.pop()) {
    for (const key of Object.keys(parent)) {
      places.push({ parent, key });
      const value: unknown = Reflect.get(parent, key);
      if (isContainer(value)) waiting.push(value);
    }
  }
  return places;
}

function isContainer(value: unknown): value is Container {
  return Array.isArray(value) || (typeof value === 'object' && value?.constructor === Object);
}

function apply({ kind, at, other, key, value }: Mutation, places: readonly Place[]): void {
  const place = places[at % places.length];
  const second = places[other % places.length];
  if (!place || !second) return;
  const current: unknown = Reflect.get(place.parent, place.key);
  switch (kind) {
    case 'set':
      put(place, value);
      return;
    case 'drop':
      if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1);
      else Reflect.deleteProperty(place.parent, place.key);
      return;
    case 'swap':
      // A copy, so that no document comes to hold itself.
      put(place, structuredClone(Reflect.get(second.parent, second.key)));
      return;
    case 'repeat':
      repeat(place, COUNTS[other % COUNTS.length] ?? 1);
      return;
    case 'wrap':
      put(place, other % 2 === 0 ? [current] : { [key]: current });
      return;
    case 'add':
      put({ parent: isContainer(current) ? current : place.parent, key }, value);
      return;
    case 'scale':
      if (typeof current === 'number') put(place, current * (FACTORS[other % FACTORS.length] ?? 1));
      return;
    case 'lengthen':
      if (typeof current === 'string') put(place, lengthened(current, 1 + (other % 400)));
  }
}

function put({ parent, key }: Place, value: unknown): void {
  if (Array.isArray(parent) && !/^\d{1,4}$/.test(String(key))) return;
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function repeat({ parent, key }: Place, count: number): void {
  if (!Array.isArray(parent)) return;
  const value: unknown = parent[Number(key)];
  const size = isContainer(value) ? placesIn(value).length + 1 : 1;
  const most = size > MOST_PLACES ? 1 : Math.ceil(MOST_REPEATED / size);
  const copies = Array.from({ length: Math.min(count, most) }, (): unknown => structuredClone(value));
  parent.splice(Number(key), 0, ...copies);
}

/** Stand for what JSON has, and `JSON.stringify` does not write. */
const MARKS: readonly (readonly [string, string, (value: number) => boolean])[] = [
  ['"@@inf"', '1e999', (value) => value === Number.POSITIVE_INFINITY],
  ['"@@ninf"', '-1e999', (value) => value === Number.NEGATIVE_INFINITY],
  ['"@@nan"', 'NaN', Number.isNaN],
  ['"@@zero"', '-0', (value) => Object.is(value, -0)],
];

const ABYSS_JSON = '['.repeat(20_000) + ']'.repeat(20_000);
/** With more of them `JSON.parse` alone takes a second. */
const MOST_ABYSSES = 5;

/** Writes a document as JSON; numbers that are not finite as text that JSON readers take for them. */
export function jsonOf(document: unknown): string {
  const text = JSON.stringify(document ?? null, (_key, value: unknown) => {
    const mark = typeof value === 'number' ? MARKS.find(([, , fits]) => fits(value)) : undefined;
    return mark ? mark[0].slice(1, -1) : value;
  });
  const numbered = MARKS.reduce((written, [mark, number]) => written.replaceAll(mark, number), text);
  const [before = '', ...after] = numbered.split(`"${ABYSS}"`);
  return before + after.map((rest, index) => (index < MOST_ABYSSES ? ABYSS_JSON : '[]') + rest).join('');
}

/** The texts of near-valid documents, now and then with damage to the text itself. */
export function nearValidText(documents: readonly unknown[]): fc.Arbitrary<string> {
  const text = nearValid(documents).map(jsonOf);
  return fc.oneof(
    { weight: 16, arbitrary: text },
    { weight: 2, arbitrary: fc.tuple(text, damage).map(([whole, change]) => damaged(whole, change)) },
    { weight: 1, arbitrary: fc.constantFrom('', '[', '{', 'null', '0', '""', '[]', '{}', '[[]]', '{"a":') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(70, 20_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
    },
  );
}

interface Damage {
  readonly kind: 'cut' | 'insert' | 'twice' | 'drop';
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'twice', 'drop'),
  at: fc.nat({ max: 99_999 }),
  length: fc.nat({ max: 40 }),
  text: fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\0', '\uFEFF', '1e999', 'NaN', '//', ' '),
});

/** Damages a text: cuts it off, puts something in, doubles or drops a part. */
function damaged(whole: string, { kind, at, length, text }: Damage): string {
  const from = at % (whole.length + 1);
  const [before, after] = [whole.slice(0, from), whole.slice(from)];
  if (kind === 'cut') return before;
  if (kind === 'insert') return before + text + after;
  if (kind === 'twice') return before + after.slice(0, length) + after;
  return before + after.slice(length);
}
