/*
 * Values that programs are known to stumble over.
 */
import fc from 'fast-check';

const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 0.5, 2, 17, 64, 100, 512, 1e5, 1e6, 4096.5, -512],
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)],
  ...[1e20, 1e308, -1e308, 5e-324, 1e-300],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];

const STRINGS: readonly string[] = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    'NaN',
    'null',
    'true',
    '1e999',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ],
  ...['\0', '\uD800', '\uDFFF\uD800', '\u202Eevil', '\uFEFF', 'é', '\u{1F468}\u200D\u{1F469}', '\r\n', '\n'],
  ...[
    '../../etc/passwd',
    '/etc/passwd',
    'a/../b',
    './a',
    'C:\\a',
    '%2e%2e%2f',
    'http://127.0.0.1/',
    '//evil.example',
  ],
  ...[
    'https://user:pass@evil.example/',
    'javascript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
  ],
  ...['<img src=x onerror=alert(1)>', '"><script>', "'; --", '${7*7}', '{{7*7}}', '%s%n', '${jndi:x}'],
];

/** Numbers, the usual ones and the edges of what numbers can be. */
const nastyNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.double() },
);

/** Texts, some of them long. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...STRINGS) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('x', ' ', '(', '9', '"', '\\', 'é', '[', '.', '/', '-'),
        fc.constantFrom(100, 3000, 20_000),
      )
      .map(([letter, count]) => letter.repeat(count)),
  },
);

/** Stands for lists so deep inside each other that nothing which calls itself could write them; see `jsonOf`. */
export const ABYSS = '@@abyss';

/** Lists and objects inside each other, so many levels deep. */
function nest(depth: number, kind: 'list' | 'object'): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = kind === 'list' ? [value] : { a: value };
  return value;
}

/** JSON gives objects a key of their own by that name; literals do not. */
const withProto = (value: unknown): unknown =>
  Object.defineProperty({}, '__proto__', { value, enumerable: true, configurable: true, writable: true });

const structure: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, false).map((value) => value),
  fc.constant(ABYSS),
  fc.constant(null).map((): unknown => []),
  fc.constant(null).map((): unknown => ({})),
  fc.constant(null).map(() => withProto({ polluted: true })),
  fc.constant(null).map((): unknown => ({ constructor: { prototype: { polluted: true } } })),
  fc.constantFrom(3, 40, 70, 600).map((depth) => nest(depth, 'list')),
  fc.constantFrom(3, 40, 70, 600).map((depth) => nest(depth, 'object')),
  fc
    .tuple(fc.constantFrom<unknown>(0, 'a', null, 1e308), fc.constantFrom(3, 17, 18, 300))
    .map(([value, length]): unknown => Array.from({ length }, () => value)),
);

/** Anything that JSON can hold, and some that only messages between windows can. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: nastyNumber },
  { weight: 3, arbitrary: nastyText },
  { weight: 3, arbitrary: structure },
);

/** Keys of objects, those with a meaning to the language among them. */
export const nastyKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'length',
    '',
    '0',
    '-1',
    'a.b',
    'then',
  ),
  fc.string({ maxLength: 8 }),
);
