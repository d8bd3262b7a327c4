/* Attacks on the relay, over real connections. */
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureIn, KEYS, modelslabBody, type RelayHost, segmindBody, startRelay } from './relay-host.ts';

let relay: RelayHost;
beforeAll(async () => {
  relay = await startRelay({ settings: { dollarsPerDay: 1000 } });
});
afterAll(() => relay.close());
beforeEach(() => {
  relay.modelslab.fail();
  relay.segmind.fail();
});

const CREATE = '/relay/segmind/v1/sd3-med-pose';
const callsOf = (host: RelayHost): number => host.segmind.calls.length + host.modelslab.calls.length;

/** Sends a path as it is, which `fetch` would tidy up. */
function raw(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
  body?: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(relay.origin);
    const request = rawRequest(
      { hostname, port, path, method, headers: { origin: relay.origin, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Writes bytes to a connection and reads until it closes or `done` is satisfied. */
function spoken(text: string, done: (answer: string) => boolean, host = relay): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(host.origin);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
      if (done(answer)) socket.destroy();
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

/** How the relay's status is answered to who asks under this name. */
function statusUnder(
  host: string,
  { origin }: RelayHost,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { port } = new URL(origin);
  return new Promise((resolve, reject) => {
    rawRequest({ port, path: '/relay/status', headers: { ...headers, host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

/** The head of a creating call, but for its length. */
function headOf({ origin }: RelayHost): string {
  const headers = ['Content-Type: application/json', `Host: ${new URL(origin).host}`, `Origin: ${origin}`];
  return [`POST ${CREATE} HTTP/1.1`, ...headers, ''].join('\r\n');
}

describe('forwarding', () => {
  it.each([
    '/relay/segmind/v1/other-model',
    '/relay/segmind/v1/sd3-med-pose/../../admin',
    '/relay/segmind/v1/%2e%2e/%2e%2e/admin',
    '/relay/segmind/v1/..%2f..%2fadmin',
    '/relay/segmind/v1/requests/..%2f..%2fusers',
    '/relay/segmind/v1/requests/%0d%0aX-Evil:%201',
    '/relay/segmind//evil.example/v1/sd3-med-pose',
    '/relay/segmind/v1/sd3-med-pose%00.png',
    '/relay/segmind@evil.example/v1/get-user-credits',
    '/relay/segmind/\\evil.example/v1',
    '/relay/https://evil.example/',
    '/relay/evil.example/v1',
    '/relay/__proto__/v1',
    '/relay/modelslab/api/v6/images/../../../../v1',
    '/relay/segmind/http://169.254.169.254/latest/meta-data',
  ])('goes nowhere for %s', async (path) => {
    const before = callsOf(relay);
    for (const method of ['GET', 'POST']) {
      const { status } = await raw(
        path,
        { 'content-type': 'application/json' },
        method,
        method === 'POST' ? '{}' : undefined,
      );
      expect([404, 400]).toContain(status);
    }
    expect(callsOf(relay)).toBe(before);
  });

  it('does not send on a query', async () => {
    await relay.ask('/relay/segmind/v1/get-user-credits?url=http://evil.example&x=1');
    expect(relay.segmind.calls.at(-1)?.path).toBe('/v1/get-user-credits');
  });

  it('does not answer addresses of other servers, as a proxy would', async () => {
    const before = callsOf(relay);
    const { status } = await raw('http://api.segmind.com/v1/get-user-credits');
    expect(status).toBe(404);
    expect(callsOf(relay)).toBe(before);
  });

  it('does not open tunnels', async () => {
    const answer = await spoken(
      'CONNECT api.segmind.com:443 HTTP/1.1\r\nHost: api.segmind.com\r\n\r\n',
      () => true,
    );
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'GET', 'TRACE'])(
    'refuses the method %s on a creating call',
    async (method) => {
      const before = callsOf(relay);
      expect([403, 405]).toContain((await raw(CREATE, {}, method)).status);
      expect(callsOf(relay)).toBe(before);
    },
  );

  it('relays nothing without a key of the owner', async () => {
    const bare = await startRelay({ settings: { keys: { segmind: KEYS.segmind } } });
    const response = await bare.ask(
      '/relay/modelslab/api/v6/images/controlnet',
      modelslabBody({ key: 'mine' }),
    );
    expect(response.status).toBe(404);
    const { providers } = (await (await bare.ask('/relay/status')).json()) as { providers: { id: string }[] };
    expect(providers.map(({ id }) => id)).toEqual(['segmind']);
    expect(bare.modelslab.calls).toHaveLength(0);
    await bare.close();
  });
});

describe('what a visitor may ask for', () => {
  it.each([
    ['an address that the service would call', { webhook: 'https://evil.example/' }, undefined],
    ['an unknown field', { lora_model: 'x' }, 400],
    ['a model the owner did not choose', { model_id: 'fluxdev' }, 400],
    ['more pictures than four', { samples: '400' }, 400],
    ['a part of a picture', { samples: 1.5 }, 400],
    ['pictures in words', { samples: '1e3' }, 400],
    ['a picture inside a network', { control_image: 'http://169.254.169.254/latest' }, 400],
    ['a picture of anybody', { init_image: 'https://evil.example/x.png' }, 400],
    ['a size that costs more', { width: '4096' }, 400],
  ])('%s', async (_what, change, status) => {
    const before = callsOf(relay);
    const response = await relay.ask('/relay/modelslab/api/v6/images/controlnet', modelslabBody(change));
    if (status === undefined) {
      expect(response.status).toBe(200);
      expect(relay.modelslab.calls.at(-1)?.fields).toMatchObject({ webhook: null, track_id: null });
      return;
    }
    expect(response.status).toBe(status);
    expect((await failureIn(response)).message).toContain(Object.keys(change)[0]);
    expect(callsOf(relay)).toBe(before);
  });

  it('is JSON', async () => {
    for (const [type, body] of [
      ['text/plain', JSON.stringify(segmindBody())],
      ['application/x-www-form-urlencoded', 'prompt=a'],
      ['multipart/form-data; boundary=x', '--x--'],
    ] as const) {
      expect((await relay.ask(CREATE, body, { 'content-type': type })).status).toBe(415);
    }
    for (const body of ['{"prompt":', '[]', 'null', '"text"', '{"__proto__":{"prompt":"a"}}']) {
      expect((await relay.ask(CREATE, body)).status).toBe(400);
    }
  });

  it('is not larger than 10 MB, announced or not', async () => {
    const before = callsOf(relay);
    const large = JSON.stringify(segmindBody({ image: 'A'.repeat(11 * 2 ** 20) }));
    const answered = (answer: string): boolean => answer.includes('"code"');
    const announced = await spoken(`${headOf(relay)}Content-Length: ${large.length}\r\n\r\n`, answered);
    expect(announced).toMatch(/^HTTP\/1\.1 413 /);
    const chunked = await spoken(
      `${headOf(relay)}Transfer-Encoding: chunked\r\n\r\n${large.length.toString(16)}\r\n${large}`,
      answered,
    );
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
    expect(callsOf(relay)).toBe(before);
  });

  it('arrives in time', async () => {
    const hasty = await startRelay({ bodyMs: 300 });
    const text = `${headOf(hasty)}Content-Length: 100\r\n\r\n{"prompt":`;
    expect(await spoken(text, (answer) => answer.includes('"code"'), hasty)).toMatch(/^HTTP\/1\.1 408 /);
    expect(hasty.segmind.calls).toHaveLength(0);
    await hasty.close();
  });

  it('is understood in one way: a request with two lengths is refused', async () => {
    const smuggled = `${headOf(relay)}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await spoken(smuggled, () => true)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('who may ask', () => {
  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a site with the name inside its own', { origin: 'http://127.0.0.1.evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a sandbox', { origin: 'null' }],
    ['a name that was made to point here', { origin: 'http://evil.example', host: 'evil.example' }],
  ])('not %s', async (_who, headers) => {
    const before = callsOf(relay);
    const body = JSON.stringify(segmindBody());
    const answer = await raw(CREATE, { 'content-type': 'application/json', ...headers }, 'POST', body);
    expect(answer.status).toBe(403);
    expect((await raw('/relay/status', headers)).status).toBe(403);
    expect(callsOf(relay)).toBe(before);
  });

  it('not a POST that tells no origin, nor an image on another site', async () => {
    const headers = { 'content-type': 'application/json' };
    const bare = await fetch(relay.origin + CREATE, {
      method: 'POST',
      headers,
      body: JSON.stringify(segmindBody()),
    });
    expect(bare.status).toBe(403);
    const picture = `${relay.origin}/relay/picture?url=x`;
    expect((await fetch(picture, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await fetch(picture, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(400);
  });

  it('another origin if the owner names it, and then only those named', async () => {
    const page = 'https://page.example';
    const open = await startRelay({ settings: { origins: [page], loopback: false } });
    const allowed = await fetch(`${open.origin}/relay/status`, { headers: { origin: page } });
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(page);
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const preflight = await fetch(open.origin + CREATE, {
      method: 'OPTIONS',
      headers: { origin: page, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(page);
    const refused = await open.ask('/relay/status');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    const failing = await fetch(open.origin + CREATE, {
      method: 'POST',
      headers: { origin: page, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(failing.status).toBe(400);
    expect(failing.headers.get('access-control-allow-origin')).toBe(page);
    await open.close();
  });

  it('the name that a proxy before this machine goes by', async () => {
    const page = 'https://page.example';
    const proxied = await startRelay({ settings: { origins: [page], loopback: true } });
    expect(await statusUnder('page.example', proxied)).toBe(200);
    expect(await statusUnder('evil.example', proxied)).toBe(403);
    await proxied.close();
  });

  it('a name that nobody gave to a server in a network, which it is asked for at its addresses', async () => {
    const lan = await startRelay({ settings: { loopback: false, publicUrl: 'https://pose.example' } });
    // As a page there asks, which a browser takes for one of ours.
    const asked = (host: string) => statusUnder(host, lan, { origin: `http://${host}` });
    for (const host of ['192.168.1.7:4173', '[fd00::1]:4173', 'localhost:4173', 'pose.example']) {
      expect(await asked(host), host).toBe(200);
      expect(await statusUnder(host, lan), host).toBe(200);
    }
    for (const host of ['evil.example:4173', '192.168.1.7.evil.example', 'localhost.evil.example']) {
      expect(await asked(host), host).toBe(403);
      expect(await statusUnder(host, lan, { 'sec-fetch-site': 'same-origin' }), host).toBe(403);
    }
    await lan.close();
    const named = await startRelay({ settings: { loopback: false, origins: ['http://nas.local:4173'] } });
    const headers = { origin: 'http://nas.local:4173' };
    expect(await statusUnder('nas.local:4173', named, headers)).toBe(200);
    await named.close();
  });
});

describe('the key', () => {
  it('is struck out of texts and keeps pictures that hold it back', async () => {
    for (const [provider, path, body] of [
      ['modelslab', '/api/v6/images/controlnet', modelslabBody()],
      ['segmind', '/v1/sd3-med-pose', segmindBody({ base64: true })],
    ] as const) {
      relay[provider].fail('key-echo');
      const response = await relay.ask(`/relay/${provider}${path}`, body);
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).not.toContain(KEYS[provider]);
      expect(text).toContain('***');
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
    const picture = await relay.ask(CREATE, segmindBody());
    expect(picture.status).toBe(502);
    expect(await picture.text()).not.toContain(KEYS.segmind);
  });

  it('is in no other answer, header or line of the log, and no prompt is either', async () => {
    const seen: string[] = [];
    for (const [path, body] of [
      ['/relay/status', undefined],
      ['/healthz', undefined],
      ['/relay/segmind/v1/get-user-credits', undefined],
      [CREATE, segmindBody({ prompt: 'a very private prompt' })],
      ['/relay/modelslab/api/wallet_balance', {}],
      ['/relay/modelslab/api/v6/images/controlnet', modelslabBody({ prompt: 'a very private prompt' })],
    ] as const) {
      const response = await relay.ask(path, body);
      expect(response.status).toBe(200);
      seen.push(JSON.stringify([...response.headers]), await response.text());
    }
    for (const text of [...seen, ...relay.lines]) {
      expect(text).not.toContain(KEYS.modelslab);
      expect(text).not.toContain(KEYS.segmind);
    }
    expect(relay.lines.join('')).not.toMatch(/private prompt|127\.0\.0\.1/);
    expect(relay.lines.map((line) => JSON.parse(line) as object).at(-1)).toMatchObject({
      route: '/relay/modelslab',
      status: 200,
    });
  });
});

describe('answers', () => {
  it('are never pages, scripts or kept', async () => {
    const response = await relay.ask('/relay/status');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('of refusals neither', async () => {
    for (const path of ['/relay/nothing', '/relay/segmind/v1/nothing', '/relay/picture?url=x']) {
      const response = await relay.ask(path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-type')).toContain('application/json');
    }
  });

  it('pass no header of the service on but the few that the page reads', async () => {
    const response = await relay.ask(CREATE, segmindBody());
    expect(response.headers.get('x-cost')).toBe('0.017');
    expect(response.headers.get('x-seed-value')).toBe('698845');
    expect(response.headers.get('x-remaining-credits')).toBeNull();
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the way to pictures', () => {
  it.each([
    'http://127.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'https://[::1]/x.png',
    'https://evil.example/x.png',
    'https://pub-8b49af329fae499aa563997f5d4068a4.r2.dev.evil.example/x.png',
    'https://pub-8b49af329fae499aa563997f5d4068a4.r2.dev@evil.example/x.png',
    'https://evil.example/#pub-8b49af329fae499aa563997f5d4068a4.r2.dev',
    'https://pub-x.r2.dev/x.png',
    'https://images.segmind.com:8443/x.png',
    'http://images.segmind.com/x.png',
    'https://user:pass@images.segmind.com/x.png',
    'https://2130706433/x.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'gopher://images.segmind.com/',
    '//images.segmind.com/x.png',
    '',
  ])('does not lead to "%s"', async (url) => {
    const response = await relay.ask(`/relay/picture?url=${encodeURIComponent(url)}`);
    expect(response.status).toBe(400);
    expect(await failureIn(response)).toMatchObject({ code: 'bad-request' });
  });
});

describe('limits', () => {
  it('let a visitor start so many pictures a minute, and say when the next may be', async () => {
    const small = await startRelay({ settings: { callsPerMinute: 3, dollarsPerDay: 10 } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await small.ask(CREATE, segmindBody())).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const refused = await small.ask(CREATE, segmindBody());
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10);
    expect(small.segmind.creating()).toBe(3);
    const disguised = await small.ask(CREATE, segmindBody(), { 'x-forwarded-for': '9.9.9.9' });
    expect(disguised.status).toBe(429);
    small.pass(21_000);
    expect((await small.ask(CREATE, segmindBody())).status).toBe(200);
    await small.close();
  });

  it('tell visitors behind a trusted proxy apart by what the proxy wrote, not by what they made up', async () => {
    const proxied = await startRelay({
      settings: { callsPerMinute: 1, trustedProxies: 1, dollarsPerDay: 10 },
    });
    const from = async (forwarded: string): Promise<number> =>
      (await proxied.ask(CREATE, segmindBody(), { 'x-forwarded-for': forwarded })).status;
    expect(await from('1.1.1.1')).toBe(200);
    expect(await from('1.1.1.1')).toBe(429);
    expect(await from('8.8.8.8, 1.1.1.1')).toBe(429);
    expect(await from('2.2.2.2')).toBe(200);
    await proxied.close();
  });

  it('let so many calls be under way at once, and refuse more before they cost anything', async () => {
    const busy = await startRelay({ settings: { dollarsPerDay: 10 } });
    busy.segmind.fail('slow');
    const create = (): Promise<Response> => busy.ask(CREATE, segmindBody());
    const underWay = Array.from({ length: 24 }, create);
    await expect.poll(() => busy.segmind.creating(), { timeout: 20_000 }).toBe(24);
    const refused = await create();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(busy.segmind.creating()).toBe(24);
    busy.segmind.fail();
    for (const answer of underWay) expect((await answer).status).toBe(200);
    expect((await create()).status).toBe(200);
    await busy.close();
  });

  it('keep the budget, however many ask at once', async () => {
    const dollars = 0.017 * 5;
    const small = await startRelay({ settings: { dollarsPerDay: dollars + 0.016 } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => small.ask(CREATE, segmindBody())));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 402)).toHaveLength(15);
    expect(small.segmind.creating()).toBe(5);
    const refused = await small.ask(CREATE, segmindBody());
    expect(await failureIn(refused)).toMatchObject({
      code: 'no-credit',
      message: expect.stringContaining('used up') as string,
    });
    small.pass(86_400_000);
    expect((await small.ask(CREATE, segmindBody())).status).toBe(200);
    await small.close();
  });
});
