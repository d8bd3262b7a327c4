/* What no browser sends, over real sockets, against the server as it runs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { readSettings } from '../../../server/environment.ts';
import { createBudget } from '../../../server/relay/budget.ts';
import { createOutbound } from '../../../server/relay/outbound.ts';
import { serveFolder } from '../../../server/static-host.ts';
import { createWebServer } from '../../../server/web-server.ts';

const SECRET = 'what is not for visitors';

const folder = mkdtempSync(join(tmpdir(), 'armature-hostile-'));
const dist = join(folder, 'dist');
mkdirSync(join(dist, 'assets'), { recursive: true });
writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Armature</title>');
writeFileSync(join(dist, '.env'), SECRET);
writeFileSync(join(folder, 'secret.txt'), SECRET);
mkdirSync(join(folder, 'dist-old'));
writeFileSync(join(folder, 'dist-old', 'secret.txt'), SECRET);

const { relay } = readSettings({});
const app = createApp({
  settings: { ...relay, keys: { segmind: 'SG_0123456789abcdef' } },
  now: Date.now,
  log: () => undefined,
  budget: createBudget(1, Date.now),
  outbound: createOutbound(),
  // Long enough for 24 MB on a machine that is busy.
  bodyMs: 2000,
});
const server = createWebServer(serveFolder(dist), app);
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** Sends bytes as they are and gives all that comes back until the server ends the connection. */
function say(...parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (part) => (heard += part.toString('latin1')));
    // A server that ends a connection while it is still being written to resets it.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
    for (const part of parts) socket.write(part);
  });
}

function request(target: string, method = 'GET', headers = ''): string {
  return `${method} ${target} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n${headers}\r\n`;
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

describe('a path', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..%255csecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/....//secret.txt',
    '/..;/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/\u00c0\u00ae\u00c0\u00ae/secret.txt',
    '/../dist-old/secret.txt',
    '/%2e%2e/dist-old/secret.txt',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/index.html%00/../../secret.txt',
    '/..%00/secret.txt',
    '/%00',
    '/%',
    '/%zz',
    '/.env',
    '/%2eenv',
    '/assets/../.env',
    'file:///etc/passwd',
    'http://127.0.0.1/../secret.txt',
    '../secret.txt',
    '*',
  ])('does not lead out of the folder: %s', async (target) => {
    const answer = await say(request(target));
    expect(answer).not.toContain(SECRET);
    expect(answer).not.toContain('root:');
    expect([400, 404]).toContain(statusOf(answer));
  });

  it('with a null byte in it is no request', async () => {
    expect(statusOf(await say(request('/index.html\0.txt')))).toBe(400);
  });

  it('does not get into the headers of the answer', async () => {
    for (const target of [
      '/%0d%0aSet-Cookie:%20a=b',
      '/x%0aX-Own:1',
      '/assets%0d%0a%0d%0a<b>',
      '/\u560a\u560dX:1',
    ]) {
      const answer = await say(request(target));
      expect([400, 404]).toContain(statusOf(answer));
      expect(answer).not.toMatch(/^(?:Set-Cookie|X-Own):/im);
      expect(answer).not.toContain('<b>');
    }
  });

  it('is not repeated in the answer', async () => {
    expect(await say(request('/nowhere-4711'))).not.toContain('4711');
    expect(await say(request('/relay/nowhere-4711'))).not.toContain('4711');
  });
});

describe('a request', () => {
  it('asks the files by GET and HEAD alone', async () => {
    expect(statusOf(await say(request('/', 'HEAD')))).toBe(200);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS']) {
      const answer = await say(request('/', method));
      expect(statusOf(answer)).toBe(405);
      expect(answer).toMatch(/^Allow: GET, HEAD\r$/im);
      expect(answer).not.toContain('<title>');
    }
  });

  it('is ended in one place: lengths that disagree, and two ways to tell it, are refused', async () => {
    const chunked = 'Transfer-Encoding: chunked\r\n';
    for (const headers of [
      'Content-Length: 3\r\nContent-Length: 5\r\n',
      `Content-Length: 3\r\n${chunked}`,
      'Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n',
      'Content-Length: +3\r\n',
      'Content-Length : 3\r\n',
      'X-Own: a\r\n folded: b\r\nContent-Length: -1\r\n',
    ]) {
      const answer = await say(
        `${request('/relay/status', 'POST', headers)}0\r\n\r\n`,
        request('/relay/status', 'GET', 'X-Second: 1\r\n'),
      );
      expect(statusOf(answer), headers).toBe(400);
      expect(answer.match(/^HTTP\/1\.1/gm)).toHaveLength(1);
    }
  });

  it('without a host, or with a line end inside a header, is refused', async () => {
    expect(statusOf(await say('GET / HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400);
    expect(statusOf(await say(request('/', 'GET', 'X-Own: a\rSet-Cookie: b\r\n')))).toBe(400);
    expect(statusOf(await say(request('/', 'GET', 'X-Own: a\0b\r\n')))).toBe(400);
  });

  it('has no more than 16 kB of headers', async () => {
    expect(statusOf(await say(request('/', 'GET', `X-Own: ${'a'.repeat(20_000)}\r\n`)))).toBe(431);
    expect(statusOf(await say(request(`/${'a'.repeat(20_000)}`)))).toBe(431);
  });
});

describe('a body', () => {
  const post = (headers: string): string =>
    request(
      '/relay/segmind/v2/sd3-med-pose',
      'POST',
      `Origin: http://localhost:${port}\r\nContent-Type: application/json\r\n${headers}`,
    );

  it('that is announced as too large is refused before it is sent', async () => {
    expect(statusOf(await say(post('Content-Length: 99999999999\r\n')))).toBe(413);
  });

  it('that grows too large without being announced is cut off', async () => {
    const piece = Buffer.from(`100000\r\n${'a'.repeat(0x100000)}\r\n`);
    const answer = await say(
      post('Transfer-Encoding: chunked\r\n'),
      ...Array.from({ length: 24 }, () => piece),
    );
    expect(statusOf(answer)).toBe(413);
  });

  it('that does not come to its end is given up', async () => {
    const answer = await say(post('Content-Length: 100\r\n'), '{"prompt":');
    expect(statusOf(answer)).toBe(408);
  });

  it('is not waited for where files are asked for', async () => {
    const answer = await say(request('/', 'POST', 'Content-Length: 99999999999\r\n'), 'a');
    expect(statusOf(answer)).toBe(405);
  });
});

it('headers that do not come to their end are given up', async () => {
  const patient = server.headersTimeout;
  server.headersTimeout = 100;
  const answer = await say(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Slow: `);
  server.headersTimeout = patient;
  expect(statusOf(answer)).toBe(408);
});
