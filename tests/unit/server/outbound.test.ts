import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import type { Lookup } from '../../../server/guarded.ts';
import { createOutbound, type OutboundCall } from '../../../server/relay/outbound.ts';
import { fetchPicture } from '../../../server/relay/pictures.ts';
import { createRateLimit } from '../../../server/relay/rate-limit.ts';
import { visitorName } from '../../../server/relay/visitor.ts';
import { servicePicture } from '../../doubles/picture.ts';

let arrived = 0;
let answer: RequestListener = (_request, response) => response.end('hello');
const server = createServer((request, response) => {
  arrived += 1;
  answer(request, response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const call = (url: string, change: Partial<OutboundCall> = {}): OutboundCall => ({
  method: 'GET',
  url: new URL(url),
  headers: {},
  timeoutMs: 2000,
  mostBytes: 1000,
  ...change,
});
const resolvingTo =
  (...addresses: string[]): Lookup =>
  (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('the way out', () => {
  it.each([
    ['127.0.0.1'],
    ['10.0.0.5'],
    ['169.254.169.254'],
    ['::1'],
    ['fd00:ec2::254'],
    ['::ffff:127.0.0.1'],
    ['8.8.8.8', '127.0.0.1'],
  ])('does not connect to a name that resolves to %s', async (...addresses) => {
    const before = arrived;
    const outbound = createOutbound(resolvingTo(...addresses));
    await expect(outbound(call(`http://public.example:${port}/`))).rejects.toMatchObject({
      status: 502,
      message: expect.stringContaining('inside a network') as string,
    });
    expect(arrived).toBe(before);
  });

  it.each([`http://127.0.0.1:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`, `http://2130706433:${port}/`])(
    'does not connect to %s, which needs no name',
    async (url) => {
      const before = arrived;
      await expect(createOutbound()(call(url))).rejects.toThrow(/inside a network/);
      expect(arrived).toBe(before);
    },
  );

  it('connects to the address that was checked', async () => {
    const outbound = createOutbound(resolvingTo('127.0.0.1'), () => true);
    const { status, body } = await outbound(call(`http://public.example:${port}/`));
    expect([status, Buffer.from(body).toString()]).toEqual([200, 'hello']);
  });

  it('follows no redirect', async () => {
    answer = (request, response) =>
      request.url === '/' ? response.writeHead(302, { location: '/secret' }).end() : response.end('secret');
    const before = arrived;
    await expect(createOutbound(undefined, () => true)(call(`http://127.0.0.1:${port}/`))).rejects.toThrow(
      /points to another address/,
    );
    expect(arrived - before).toBe(1);
  });

  it('reads so much, and for so long', async () => {
    const outbound = createOutbound(undefined, () => true);
    answer = (_request, response) => response.end('x'.repeat(1001));
    await expect(outbound(call(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({ status: 502 });
    answer = (_request, response) => void response.write('x');
    await expect(outbound(call(`http://127.0.0.1:${port}/`, { timeoutMs: 200 }))).rejects.toMatchObject({
      status: 504,
    });
    answer = () => undefined;
    await expect(outbound(call(`http://127.0.0.1:${port}/`, { timeoutMs: 200 }))).rejects.toMatchObject({
      status: 504,
    });
  });
});

describe('visitors', () => {
  it('are named by the network that is theirs', () => {
    expect(visitorName('::ffff:1.2.3.4')).toBe('1.2.3.4');
    expect(visitorName('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(visitorName('2001:0db8:1:2::9')).toBe('2001:db8:1:2::/64');
    expect(visitorName('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });
});

describe('pictures', () => {
  const url = 'https://images.segmind.com/x.png';
  const fetched = (body: Uint8Array, type: string, status = 200) =>
    fetchPicture(() => Promise.resolve({ status, headers: { 'content-type': type }, body }), url);
  const bytes = servicePicture();
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);

  it('are told by their bytes; base64 of one is decoded', async () => {
    expect(await fetched(bytes, 'image/png')).toEqual({ type: 'image/png', bytes });
    expect((await fetched(bytes, 'application/octet-stream')).type).toBe('image/png');
    const decoded = await fetched(text(Buffer.from(bytes).toString('base64')), 'text/plain');
    expect(Buffer.from(decoded.bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it.each([
    ['a page', text('<html></html>'), 'text/html'],
    ['a page that claims to be a picture', text('<script>alert(1)</script>'), 'image/png'],
    ['a drawing with scripts', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    ['a picture that claims to be a page', bytes, 'text/html'],
    ['JSON', text('{"secret":1}'), 'application/json'],
    ['words', text('secret words'), 'text/plain'],
  ])('are not %s', async (_what, body, type) => {
    await expect(fetched(body, type)).rejects.toMatchObject({ status: 502 });
  });
});

describe('the rate limit', () => {
  it('lets a minute be taken at once, then grows back evenly, for each visitor alone', () => {
    let now = 0;
    const limit = createRateLimit(6, () => now);
    expect(Array.from({ length: 7 }, () => limit.take('a'))).toEqual([0, 0, 0, 0, 0, 0, 10]);
    expect(limit.take('b')).toBe(0);
    now = 9000;
    expect(limit.take('a')).toBe(1);
    now = 10_000;
    expect(limit.take('a')).toBe(0);
    expect(limit.take('a')).toBe(10);
    now = 1e9;
    expect(Array.from({ length: 7 }, () => limit.take('a')).filter((wait) => wait === 0)).toHaveLength(6);
  });
});
