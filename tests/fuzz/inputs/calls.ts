/*
 * Calls of a server over HTTP.
 */
import fc from 'fast-check';
import { nastyText } from './nasty.ts';

/** A call, as it is sent. */
export interface Call {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Mostly the right one. */
export const method = fc.oneof(
  { weight: 19, arbitrary: fc.constant('POST') },
  { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'OPTIONS', 'DELETE') },
);
/** Mostly that of JSON. */
export const contentType = fc.oneof(
  { weight: 19, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom('application/json; charset=utf-8', 'text/plain', '') },
);

/** Now and then a call goes to another path. */
export const elsewhere = fc.oneof(
  { weight: 15, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: pathText() },
);

/** Paths that servers are known to stumble over. */
export function pathText(): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        {
          weight: 12,
          arbitrary: fc.constantFrom(
            '/',
            '//',
            '..',
            '.',
            '%2e',
            '%2f',
            '%5c',
            '\\',
            'a',
            'api',
            'relay',
            'v1',
            '%00',
            '%',
            '%ff',
            '?',
            '#',
            ';',
            'index.html',
            'assets',
            'secret.txt',
            '.env',
          ),
        },
        { weight: 1, arbitrary: nastyText },
      ),
      { maxLength: 8 },
    )
    .map((parts) => `/${parts.join('')}`);
}

/** The call as a request; undefined where its path makes no address. */
export function requestOf({ path, method: verb, headers, body }: Call): Request | undefined {
  const address = `http://localhost${path}`;
  if (!URL.canParse(address)) return undefined;
  const withBody = verb === 'GET' || verb === 'OPTIONS' ? {} : { body };
  return new Request(address, { method: verb, headers: { ...headers }, ...withBody });
}
