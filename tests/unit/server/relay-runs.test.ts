/* Whole runs of the page through the relay, with the page's own code on one side and doubles of the services on the other. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteRun } from '../../../app/remote/runs/run.ts';
import { startRun } from '../../../app/remote/runs/run-remote.ts';
import { createSend } from '../../../app/remote/calls/transport.ts';
import type { HttpCall, Ticket } from '../../../core/remote/index.ts';
import { decodePng } from '../../../core/png/index.ts';
import { backend, order } from '../remote/orders.ts';
import { withGrants } from '../../../server/relay/grants.ts';
import { providersFor } from '../../../server/relay/providers.ts';
import { type Fault } from '../../doubles/double.ts';
import { servicePicture } from '../../doubles/picture.ts';
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

const CASES = [
  ['segmind', 'segmind'],
  ['segmind-queue', 'segmind'],
  ['modelslab-controlnet', 'modelslab'],
  ['modelslab-text', 'modelslab'],
] as const;

function runOf(id: string, provider: string, tickets: Ticket[] = []): RemoteRun {
  const direct = createSend((url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), origin: relay.origin } }),
  );
  const isElsewhere = ({ url }: HttpCall): boolean => !url.startsWith(relay.origin);
  return {
    backend: backend(id),
    account: { address: `${relay.origin}/relay/${provider}`, key: "the visitor's own" },
    ports: {
      send: (call, signal) =>
        direct(
          isElsewhere(call)
            ? { ...call, url: `${relay.origin}/relay/picture?url=${encodeURIComponent(call.url)}` }
            : call,
          signal,
        ),
      sleep: () => Promise.resolve(),
      now: () => 0,
    },
    signal: new AbortController().signal,
    onTicket: (ticket) => tickets.push(ticket),
    onProgress: () => undefined,
  };
}

const textBody = () => {
  const body = modelslabBody({ model_id: 'openpose' });
  const shared = [
    'prompt',
    'width',
    'height',
    'samples',
    'num_inference_steps',
    'guidance_scale',
    'model_id',
  ];
  return Object.fromEntries(Object.entries(body).filter(([name]) => shared.includes(name)));
};

describe('a picture through the relay', () => {
  const PICTURE = 'https://pub-8b49af329fae499aa563997f5d4068a4.r2.dev/generations/1-0.png';
  const ask = (url: string) => relay.ask(`/relay/picture?url=${encodeURIComponent(url)}`);

  it('is one that a service has named, under the code that its answer held', async () => {
    const created = await relay.ask('/relay/modelslab/api/v4/dreambooth', textBody());
    const [url = ''] = ((await created.json()) as { output: string[] }).output;
    expect((await ask(url)).status).toBe(200);
    const before = relay.modelslab.calls.length;
    for (const other of [
      PICTURE,
      url.replace(/-0\.png/, '-1.png'),
      url.slice(0, -1),
      `${PICTURE}#armature-grant=`,
    ]) {
      const response = await ask(other);
      expect(response.status).toBe(404);
      expect((await failureIn(response)).message).toBe('This picture was not drawn for this page.');
    }
    expect(relay.modelslab.calls.length).toBe(before);
  });
});

describe('a run through the relay', () => {
  it.each(CASES)('brings the picture of %s with the key of the server', async (id, provider) => {
    const double = relay[provider];
    const [before, from] = [double.creating(), double.calls.length];
    const { files } = await startRun(runOf(id, provider), order({ samples: 1 }));
    expect(decodePng(files[0]).width).toBe(16);
    expect(Buffer.from(files[0]).equals(servicePicture())).toBe(true);
    expect(double.creating() - before).toBe(1);
    const sent = JSON.stringify(double.calls.slice(from));
    expect(sent).not.toContain("the visitor's own");
    expect(sent).toContain(KEYS[provider]);
  });

  it('sends nothing of the visitor but the fields of the call', async () => {
    await relay.ask('/relay/segmind/v1/sd3-med-pose', segmindBody(), {
      cookie: 'session=1',
      authorization: 'Bearer visitor',
      'x-forwarded-for': '9.9.9.9',
      referer: 'https://example.org/private',
      'user-agent': 'a visitor',
    });
    const { headers } = relay.segmind.calls.at(-1) ?? {};
    expect(Object.keys(headers ?? {}).sort()).toEqual(
      [
        'accept-encoding',
        'connection',
        'content-type',
        'host',
        'content-length',
        'user-agent',
        'x-api-key',
      ].sort(),
    );
    expect(headers?.['user-agent']).toBe('armature-relay');
  });

  it('draws several pictures and counts each', async () => {
    const left = async () =>
      ((await (await relay.ask('/relay/status')).json()) as { budget: { dollarsLeft: number } }).budget
        .dollarsLeft;
    const before = await left();
    const { files } = await startRun(runOf('segmind', 'segmind'), order({ samples: 3 }));
    expect(files).toHaveLength(3);
    expect(before - (await left())).toBeCloseTo(3 * 0.017, 9);
  });
});

describe('a creating call that a browser repeats by itself', () => {
  const create = (name: string, body = segmindBody()) =>
    relay.ask('/relay/segmind/v1/sd3-med-pose', body, { 'idempotency-key': name });

  it('is sent on once, while it is at work and after it, and is answered both times', async () => {
    const before = relay.segmind.creating();
    relay.segmind.fail('slow');
    const both = [create('run-0123456789abcdef'), create('run-0123456789abcdef')];
    await expect.poll(() => relay.segmind.creating() - before).toBe(1);
    relay.segmind.fail();
    const answers = [...(await Promise.all(both)), await create('run-0123456789abcdef')];
    for (const answer of answers) {
      expect(Buffer.from(await answer.arrayBuffer()).equals(servicePicture())).toBe(true);
    }
    expect(relay.segmind.creating() - before).toBe(1);
    await create('run-fedcba9876543210');
    expect(relay.segmind.creating() - before).toBe(2);
  });

  it('is sent on anew after 429, which the page answers with another try, and after nothing else', async () => {
    const before = relay.segmind.creating();
    for (const [fault, name, calls] of [
      [429, 'run-aaaaaaaaaaaaaaaa', 2],
      [500, 'run-bbbbbbbbbbbbbbbb', 3],
      ['reset', 'run-cccccccccccccccc', 4],
    ] as const) {
      relay.segmind.fail(fault);
      const [first, second] = [await create(name), await create(name)];
      expect(second.status).toBe(first.status);
      expect(relay.segmind.creating() - before).toBe(calls);
    }
  });

  it('has a name where the page sends it through a relay', async () => {
    const names: (string | undefined)[] = [];
    const run = runOf('segmind', 'segmind');
    const send: typeof run.ports.send = (call, signal) => {
      names.push(call.headers['idempotency-key']);
      return run.ports.send(call, signal);
    };
    await startRun({ ...run, ports: { ...run.ports, send }, callName: 'run-dddddddddddddddd' }, order());
    expect(names).toEqual(['run-dddddddddddddddd']);
  });
});

describe('asking for a run', () => {
  it('is for the visitor who was told of it: numbers next to it open nothing', async () => {
    const tickets: Ticket[] = [];
    await startRun(runOf('modelslab-controlnet', 'modelslab', tickets), order());
    const [ticket] = tickets;
    const url = new URL(ticket?.url ?? '');
    const path = `/relay/modelslab${url.pathname}`;
    expect((await relay.ask(path + url.search, {})).status).toBe(200);
    const polled = relay.modelslab.calls.length;
    expect((await relay.ask(path, {})).status).toBe(404);
    expect(
      (await relay.ask(path.replace(/\d$/, (d) => String((Number(d) + 1) % 10)) + url.search, {})).status,
    ).toBe(404);
    expect((await relay.ask(`/relay/modelslab/api/v6/images/fetch/${ticket?.id}`, {})).status).toBe(404);
    expect(relay.modelslab.calls).toHaveLength(polled);
  });

  it.each(['1.2e301', '1.5', '"../account"', 'null'])('is not granted by the name %s', (id) => {
    const [provider] = providersFor({ modelslab: 'key' }, []);
    const text = `{"status":"processing","id":${id},"fetch_result":"https://modelslab.com/api/v6/images/fetch/12"}`;
    const answer = { status: 200, headers: {}, body: new TextEncoder().encode(text) };
    expect(withGrants(provider!, 'key', answer)).toBe(answer);
  });

  it('works after a restart, for the grant is made of the key', async () => {
    const tickets: Ticket[] = [];
    await startRun(runOf('segmind-queue', 'segmind', tickets), order());
    const other = await startRelay();
    const url = new URL(tickets[0]?.url ?? '');
    expect((await other.ask(`/relay/segmind${url.pathname}${url.search}`)).status).toBe(200);
    await other.close();
  });
});

describe('a failing service', () => {
  const TOLD: readonly (readonly [Fault, number, RegExp])[] = [
    [400, 400, /Invalid parameter/],
    [401, 401, /Unauthorized/],
    [402, 402, /./],
    [403, 403, /Forbidden/],
    [404, 404, /No credits/],
    [406, 406, /Insufficient/],
    [429, 429, /Too many/],
    ['retry-after', 429, /Too many/],
    [500, 500, /Internal/],
    [502, 502, /./],
    [503, 503, /./],
    [504, 504, /./],
    ['spoken-error', 200, /Prompt is Mandatory/],
    ['html', 502, /Bad gateway/],
    ['reset', 502, /failed or broke off/],
    ['cut-off', 502, /failed or broke off/],
    ['redirect', 502, /points to another address/],
  ];
  it.each(TOLD)('%s is told as %i, and asked for once', async (fault, status, words) => {
    relay.segmind.fail(fault);
    const before = relay.segmind.creating();
    const response = await relay.ask('/relay/segmind/v1/sd3-med-pose', segmindBody());
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(fault === 'retry-after' ? '7' : null);
    expect(response.headers.get('content-type')).not.toMatch(/html/);
    expect(await response.text()).toMatch(words);
    expect(relay.segmind.creating() - before).toBe(1);
  });

  it('that does not answer is not waited for without end', async () => {
    const hasty = await startRelay({ patience: 200 });
    hasty.segmind.fail('slow');
    const response = await hasty.ask('/relay/segmind/v1/sd3-med-pose', segmindBody());
    expect(response.status).toBe(504);
    expect((await failureIn(response)).message).toMatch(/no whole answer within 0.2 s/);
    await hasty.close();
  });

  it('gives back what was refused and keeps what may have been billed', async () => {
    const spent = async (fault: Fault, provider: 'modelslab' | 'segmind'): Promise<number> => {
      const host = await startRelay({
        settings: { dollarsPerDay: 1 },
        ...(fault === 'slow' && { patience: 200 }),
      });
      host[provider].fail(fault);
      if (provider === 'segmind') await host.ask('/relay/segmind/v1/sd3-med-pose', segmindBody());
      else await host.ask('/relay/modelslab/api/v6/images/controlnet', modelslabBody());
      const { budget } = (await (await host.ask('/relay/status')).json()) as {
        budget: { dollarsLeft: number };
      };
      await host.close();
      return Math.round((1 - budget.dollarsLeft) * 1e6);
    };
    expect(await spent(400, 'segmind')).toBe(0);
    expect(await spent(429, 'modelslab')).toBe(0);
    expect(await spent('spoken-error', 'modelslab')).toBe(0);
    expect(await spent('slow', 'segmind')).toBe(17_000);
    expect(await spent('reset', 'modelslab')).toBe(4700);
    expect(await spent(504, 'segmind')).toBe(17_000);
  });

  it('is told to the page as a failure with words', async () => {
    relay.modelslab.fail(403);
    await expect(startRun(runOf('modelslab-text', 'modelslab'), order())).rejects.toMatchObject({
      code: 'bad-key',
    });
    relay.modelslab.fail('spoken-error');
    await expect(startRun(runOf('modelslab-controlnet', 'modelslab'), order())).rejects.toMatchObject({
      code: 'no-credit',
    });
  });

  it('shows what the refusal of a picture was, and never HTML', async () => {
    relay.modelslab.fail('wrong-type', /^\/generations/);
    const created = await relay.ask('/relay/modelslab/api/v4/dreambooth', textBody());
    const [url = ''] = ((await created.json()) as { output: string[] }).output;
    const response = await relay.ask(`/relay/picture?url=${encodeURIComponent(url)}`);
    expect(response.status).toBe(502);
    expect(await failureIn(response)).toMatchObject({ code: 'remote-failed' });
  });
});
