import { describe, expect, it, vi } from 'vitest';
import type { RemotePorts, RemoteProgress } from '../../../../app/remote/runs/run.ts';
import { fetchAgain, startRun } from '../../../../app/remote/runs/run-remote.ts';
import type { HttpAnswer, HttpCall, Ticket } from '../../../../core/remote/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import { answer, backend, order, PNG } from '../../remote/orders.ts';

type Reply = HttpAnswer | Error;

/** A service that answers each kind of call from a list, the last answer again and again, in a time of its own. */
function service(replies: Record<string, readonly Reply[]>) {
  const sent: HttpCall[] = [];
  const pauses: number[] = [];
  let time = 0;
  const counts = new Map<string, number>();
  const ports: RemotePorts = {
    now: () => time,
    sleep: (ms, signal) => {
      signal.throwIfAborted();
      pauses.push(ms);
      time += ms;
      return Promise.resolve();
    },
    send: (call) => {
      sent.push(call);
      const kind = Object.keys(replies).find((part) => call.url.includes(part));
      if (kind === undefined) return Promise.reject(new Error(`Nothing answers ${call.url}.`));
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      const reply = replies[kind]?.[count] ?? replies[kind]?.at(-1);
      return reply instanceof Error || !reply
        ? Promise.reject(reply ?? new Error(kind))
        : Promise.resolve(reply);
    },
  };
  return {
    ports,
    sent,
    pauses,
    count: (part: string) => sent.filter(({ url }) => url.includes(part)).length,
  };
}

function run(id: string, ports: RemotePorts, signal = new AbortController().signal) {
  const tickets: Ticket[] = [];
  const progress: RemoteProgress[] = [];
  return {
    tickets,
    progress,
    run: {
      backend: backend(id),
      account: { key: 'K', checkpoint: 'sd15', controlNet: 'openpose' },
      ports,
      signal,
      onTicket: (ticket: Ticket) => tickets.push(ticket),
      onProgress: (report: RemoteProgress) => progress.push(report),
    },
  };
}

const broken = new ArmatureError({ code: 'network', message: 'did not answer' });
const PROCESSING = answer({
  status: 'processing',
  id: 7,
  eta: 13,
  fetch_result: 'https://modelslab.com/api/v3/fetch/7',
  output: [],
});
const DONE = answer({ status: 'success', output: ['https://host.r2.dev/7.png'] });
const PICTURE = answer(PNG, 200, { 'content-type': 'image/png' });

describe('a run on a remote back end', () => {
  it('waits as long as the service thinks, asks until it is done, and fetches the picture', async () => {
    const { ports, pauses, count } = service({
      dreambooth: [PROCESSING],
      fetch: [PROCESSING, DONE],
      'r2.dev': [PICTURE],
    });
    const started = run('modelslab-text', ports);
    const { files } = await startRun(started.run, order());
    expect(files).toEqual([PNG]);
    expect(count('dreambooth')).toBe(1);
    expect(pauses[0]).toBe(13_000);
    expect(pauses.slice(1).every((ms) => ms >= 2000 && ms <= 5000)).toBe(true);
    expect(started.tickets).toEqual([{ id: '7', url: 'https://modelslab.com/api/v3/fetch/7' }]);
    expect(started.progress.at(-1)).toEqual({ at: 'fetching' });
  });

  it('asks at once when the relay tells that the run is over, and not before', async () => {
    const named = { 'content-type': 'application/json', 'x-armature-track-id': 'abc' };
    const { ports, count } = service({
      dreambooth: [{ ...PROCESSING, headers: named }],
      fetch: [DONE],
      'r2.dev': [PICTURE],
    });
    const heard: string[] = [];
    let tell: (is: boolean) => void = () => undefined;
    const told = new Promise<boolean>((resolve) => (tell = resolve));
    const { run: started } = run('modelslab-text', {
      ...ports,
      // Time stands still.
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(broken))),
      hearEnd: (url) => {
        heard.push(url);
        return told;
      },
    });
    const going = startRun({ ...started, endTold: (trackId) => `/relay/events/${trackId}` }, order());
    await vi.waitFor(() => expect(heard).toEqual(['/relay/events/abc']));
    expect(count('fetch')).toBe(0);
    tell(true);
    expect((await going).files).toEqual([PNG]);
    expect(count('fetch')).toBe(1);
  });

  it('does not repeat the call that costs when the connection breaks, and says so', async () => {
    const { ports, count } = service({ 'sd3-med-pose': [broken] });
    const attempt = startRun(run('segmind', ports).run, order());
    await expect(attempt).rejects.toThrow('may have drawn and billed');
    expect(count('sd3-med-pose')).toBe(1);
  });

  it.each([500, 502, 503, 504])('does not repeat it after a %i', async (status) => {
    const { ports, count } = service({ 'sd3-med-pose': [answer({ error: 'oh' }, status)] });
    await expect(startRun(run('segmind', ports).run, order())).rejects.toMatchObject({
      code: 'remote-failed',
    });
    expect(count('sd3-med-pose')).toBe(1);
  });

  it('repeats it where it was refused for too many requests, after as long as asked', async () => {
    const busy = answer({ error: 'slow' }, 429, { 'content-type': 'application/json', 'retry-after': '7' });
    const { ports, pauses, count } = service({ 'sd3-med-pose': [busy, busy, PICTURE] });
    const { run: started, progress } = run('segmind', ports);
    await startRun(started, order());
    expect(pauses).toEqual([7000, 7000]);
    const refused = { at: 'refused', pauseMs: 7000 };
    const sent = { at: 'sent' };
    expect(progress.slice(0, 5)).toEqual([sent, refused, sent, refused, sent]);
    expect(count('sd3-med-pose')).toBe(3);
  });

  it.each([
    { told: 'a date', headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' }, ms: 9000 },
    { told: 'what is neither', headers: { 'retry-after': 'soon' }, ms: 1000 },
    { told: 'a past date', headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, ms: 1000 },
    {
      told: 'the time of renewal',
      headers: { 'x-rate-limit-reset-at-utc': '1970-01-01T00:00:04Z' },
      ms: 4000,
    },
    { told: 'the body', headers: {}, body: { retry_after: 3 }, ms: 3000 },
  ])('reads how long it is to wait from $told', async ({ headers, body = {}, ms }) => {
    const busy = answer(body, 429, { 'content-type': 'application/json', ...headers });
    const { ports, pauses } = service({ 'sd3-med-pose': [busy, PICTURE] });
    await startRun(run('segmind', ports).run, order());
    expect(pauses).toEqual([ms]);
  });

  it("does not ask again before the time that it was told, which is the person's to wait", async () => {
    const busy = answer({ error: 'slow' }, 429, { 'content-type': 'application/json', 'retry-after': '120' });
    const { ports, pauses, count } = service({ 'sd3-med-pose': [busy] });
    await expect(startRun(run('segmind', ports).run, order())).rejects.toMatchObject({
      code: 'rate-limited',
    });
    expect([count('sd3-med-pose'), pauses]).toEqual([1, []]);
  });

  it('gives up on a service that stays busy', async () => {
    const { ports, count } = service({ 'sd3-med-pose': [answer({ error: 'slow' }, 429)] });
    await expect(startRun(run('segmind', ports).run, order())).rejects.toMatchObject({
      code: 'rate-limited',
    });
    expect(count('sd3-med-pose')).toBe(4);
  });

  it('asks again where asking broke, and fetches by another address where the first fails', async () => {
    const done = answer({
      status: 'success',
      output: ['https://dead/7.png'],
      proxy_links: ['https://host.r2.dev/7.png'],
    });
    const { ports, count } = service({
      dreambooth: [PROCESSING],
      fetch: [broken, answer('', 502), done],
      dead: [answer('gone', 404)],
      'r2.dev': [PICTURE],
    });
    const { files } = await startRun(run('modelslab-text', ports).run, order());
    expect(files).toEqual([PNG]);
    expect(count('fetch')).toBe(3);
  });

  it('stops asking after a quarter of an hour, and the run can be fetched again', async () => {
    const { ports, count } = service({ dreambooth: [PROCESSING], fetch: [PROCESSING], 'r2.dev': [PICTURE] });
    const started = run('modelslab-text', ports);
    await expect(startRun(started.run, order())).rejects.toThrow('15 minutes');
    const again = service({ fetch: [DONE], 'r2.dev': [PICTURE] });
    const [ticket] = started.tickets;
    if (!ticket) throw new Error('The run has no ticket.');
    expect(await fetchAgain(run('modelslab-text', again.ports).run, ticket)).toEqual({
      files: [PNG],
      missing: [],
    });
    expect(count('dreambooth') + again.count('dreambooth')).toBe(1);
  });

  it('tells where the picture is that cannot be fetched', async () => {
    const { ports } = service({ dreambooth: [DONE], 'r2.dev': [broken] });
    await expect(startRun(run('modelslab-text', ports).run, order())).rejects.toMatchObject({
      failure: { code: 'network', message: expect.stringContaining('https://host.r2.dev/7.png') as string },
    });
  });

  it.each([
    ['a page in place of a picture', answer('<html>', 200, { 'content-type': 'text/html' })],
    ['base64 that is cut off', answer('AAAA=AA', 200, { 'content-type': 'text/plain' })],
  ])('refuses %s', async (_, reply) => {
    const { ports } = service({ dreambooth: [DONE], 'r2.dev': [reply] });
    await expect(startRun(run('modelslab-text', ports).run, order())).rejects.toMatchObject({
      code: 'network',
    });
  });

  it('uploads to ComfyUI first, under names that the graph then uses', async () => {
    const history = { p1: { status: { status_str: 'success' }, outputs: { save: { images: [IMAGE] } } } };
    const { ports, sent } = service({
      upload: [broken, answer({ name: 'pose.png', subfolder: '', type: 'input' })],
      prompt: [answer({ prompt_id: 'p1', number: 1, node_errors: {} })],
      history: [answer({}), answer(history)],
      view: [PICTURE],
    });
    await startRun(run('comfyui', ports).run, order());
    const queued = sent.find(({ url }) => url.endsWith('/prompt'));
    expect(queued?.body).toContain('"image":"pose.png"');
  });

  it('ends where it is cancelled while it waits', async () => {
    const stop = new AbortController();
    const { ports } = service({ dreambooth: [PROCESSING], fetch: [PROCESSING] });
    const started = run('modelslab-text', ports, stop.signal);
    const attempt = startRun({ ...started.run, onTicket: () => stop.abort() }, order());
    await expect(attempt).rejects.toThrow();
  });
});

const IMAGE = { filename: 'a.png', subfolder: '', type: 'output' };
