/* The call that costs, as it is given to the browser: a body that can be read once, and text where nothing else is taken. */
import { describe, expect, it } from 'vitest';
import { createFetchOnce } from '../../../../app/remote/calls/fetch-once.ts';

const URL_H2 = 'https://api.example/v1/pose';
const call = (url = URL_H2, signal = new AbortController().signal) => ({
  url,
  init: { method: 'POST', signal },
  body: '{"prompt":"a dancer"}',
});

/** How a server takes a body: reads it and answers, reads it and hangs up, or hangs up before it has read anything. */
type Way = number | 'read-and-break' | 'break';

/** A browser whose server takes each body in its turn in one of these ways; the last one again and again. */
function browser(ways: readonly Way[]) {
  const bodies: ('stream' | 'text')[] = [];
  const texts: string[] = [];
  const fetcher = async (_: unknown, init: RequestInit = {}): Promise<Response> => {
    const way = ways[bodies.length] ?? ways.at(-1);
    bodies.push(typeof init.body === 'string' ? 'text' : 'stream');
    if (way !== 'break') texts.push(await new Response(init.body as BodyInit).text());
    if (typeof way !== 'number') throw new TypeError('Failed to fetch');
    return new Response('{}', { status: way });
  };
  return { bodies, texts, once: createFetchOnce(fetcher, true) };
}

describe('a call that costs', () => {
  it('has a body that can be read once', async () => {
    const { once, bodies, texts } = browser([200]);
    expect((await once(call())).status).toBe(200);
    expect(bodies).toEqual(['stream']);
    expect(texts).toEqual(['{"prompt":"a dancer"}']);
  });

  it('is not sent again once anything of it was read', async () => {
    const { once, bodies } = browser(['read-and-break', 200]);
    await expect(once(call())).rejects.toThrow('Failed to fetch');
    expect(bodies).toEqual(['stream']);
  });

  it('is sent as text where nothing of it was read, and from then on', async () => {
    const { once, bodies } = browser(['break', 200]);
    expect((await once(call())).status).toBe(200);
    expect((await once(call())).status).toBe(200);
    expect((await once(call('https://other.example/'))).status).toBe(200);
    expect(bodies).toEqual(['stream', 'text', 'text', 'stream']);
  });

  it('is tried as a stream again after a server that was not there at all', async () => {
    const { once, bodies } = browser(['break', 'break', 200]);
    await expect(once(call())).rejects.toThrow('Failed to fetch');
    await once(call());
    expect(bodies).toEqual(['stream', 'text', 'stream']);
  });

  it('is not sent as text after it was cancelled', async () => {
    const { once, bodies } = browser(['break']);
    await expect(once(call(URL_H2, AbortSignal.abort()))).rejects.toThrow();
    expect(bodies).toEqual(['stream']);
  });

  it('is sent as text to a server that wants to know its length', async () => {
    const { once, bodies } = browser([411, 200]);
    expect((await once(call())).status).toBe(200);
    expect(bodies).toEqual(['stream', 'text']);
  });

  it.each([400, 415, 422, 500, 502])(
    'is refused with %s as it is, and the next one is text',
    async (status) => {
      const { once, bodies } = browser([status, 200]);
      expect((await once(call())).status).toBe(status);
      expect((await once(call())).status).toBe(200);
      expect(bodies).toEqual(['stream', 'text']);
    },
  );

  it.each([400, 415, 422, 500, 502])(
    'stays a stream after %s of a server that has taken one',
    async (status) => {
      const { once, bodies } = browser([200, status, 200]);
      for (let i = 0; i < 3; i++) await once(call());
      expect(bodies).toEqual(['stream', 'stream', 'stream']);
    },
  );

  it('stays a stream after a refusal that has other reasons', async () => {
    const { once, bodies } = browser([401, 402, 429, 200]);
    for (let i = 0; i < 4; i++) await once(call());
    expect(bodies).toEqual(['stream', 'stream', 'stream', 'stream']);
  });

  it('is text on plain http, and in browsers without streams', async () => {
    const { once, bodies } = browser([200]);
    await once(call('http://127.0.0.1:1/'));
    expect(bodies).toEqual(['text']);
    const seen: unknown[] = [];
    const fetcher = (_: unknown, init?: RequestInit): Promise<Response> => {
      seen.push(init?.body);
      return Promise.resolve(new Response('{}'));
    };
    await createFetchOnce(fetcher, false)(call());
    expect(seen).toEqual(['{"prompt":"a dancer"}']);
  });
});
