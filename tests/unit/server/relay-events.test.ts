/* From the service's webhook to the page that waits. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createChannels } from '../../../server/relay/channels.ts';
import { MODELSLAB_PICTURES } from '../../doubles/modelslab.ts';
import { modelslabBody, type RelayHost, startRelay } from './relay-host.ts';

const PUBLIC = 'https://page.example';
let relay: RelayHost;
beforeAll(async () => {
  relay = await startRelay({ settings: { publicUrl: PUBLIC, trustedProxies: 1, dollarsPerDay: 100 } });
});
afterAll(() => relay.close());

const VISITOR = { 'x-forwarded-for': '1.1.1.1' };

/** Starts a run, and returns its channel and what the service was told. */
async function started(): Promise<{ trackId: string; hook: string }> {
  const response = await relay.ask(
    '/relay/modelslab/api/v6/images/controlnet',
    modelslabBody({ track_id: 'mine' }),
    VISITOR,
  );
  const { webhook, track_id } = relay.modelslab.calls.at(-1)?.fields ?? {};
  const trackId = response.headers.get('x-armature-track-id') ?? '';
  expect(track_id).toBe(trackId);
  return { trackId, hook: String(webhook).replace(PUBLIC, relay.origin) };
}

const report = (hook: string, body: unknown): Promise<Response> =>
  fetch(hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const listen = (trackId: string, headers: Record<string, string> = VISITOR): Promise<Response> =>
  relay.ask(`/relay/events?track_id=${trackId}`, undefined, headers);

function success(trackId: string): Record<string, unknown> {
  return {
    status: 'success',
    id: 'abc123-def456',
    output: [`${MODELSLAB_PICTURES}/generations/1-0.png`, 'https://evil.example/x.png'],
    generationTime: 45.2,
    track_id: trackId,
    meta: { prompt: 'a very private prompt', seed: 7 },
  };
}

describe('events', () => {
  it('tell the page that started the run how it ended, with the picture and nothing else', async () => {
    const { trackId, hook } = await started();
    const stream = await listen(trackId);
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect((await report(hook, success(trackId))).status).toBe(204);
    const text = await stream.text();
    expect(text).toContain('event: success');
    expect(JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '')).toEqual({
      status: 'success',
      id: 'abc123-def456',
      output: [`${MODELSLAB_PICTURES}/generations/1-0.png`],
      seed: 7,
    });
  });

  it('wait for a page that listens late, take a failure, and change nothing when repeated', async () => {
    const { trackId, hook } = await started();
    const failed = {
      status: 'failed',
      id: 9,
      message: 'Processing failed: out of memory',
      track_id: trackId,
    };
    await report(hook, failed);
    await report(hook, success(trackId));
    expect(await (await listen(trackId)).text()).toContain('"message":"Processing failed: out of memory"');
  });

  it('are for the visitor who started the run', async () => {
    const { trackId } = await started();
    expect((await listen(trackId, { 'x-forwarded-for': '2.2.2.2' })).status).toBe(404);
    expect((await listen('mine')).status).toBe(404);
    expect((await listen('')).status).toBe(404);
    expect(trackId).toMatch(/^[\w-]{32}$/);
  });

  it('are taken from the service alone', async () => {
    const { trackId, hook } = await started();
    const elsewhere = hook.replace(/[^/]+$/, 'guessed');
    expect((await report(elsewhere, success(trackId))).status).toBe(404);
    expect((await report(hook, { status: 'success' })).status).toBe(400);
    expect((await report(hook, { ...success(trackId), output: 'x'.repeat(2 ** 20) })).status).toBe(413);
    expect((await report(hook, success('unknown'))).status).toBe(204);
    expect(relay.lines.join('')).not.toContain(hook.split('/').at(-1));
    expect(relay.lines.join('')).not.toMatch(/private prompt|1\.1\.1\.1/);
  });

  it('can be taken up again and again by a page whose connection breaks', async () => {
    const { trackId, hook } = await started();
    const heard = (): Promise<Response> =>
      vi.waitFor(
        async () => {
          const stream = await listen(trackId);
          expect(stream.status).toBe(200);
          return stream;
        },
        { timeout: 20_000 },
      );
    for (let i = 0; i < 8; i++) await (await heard()).body?.cancel();
    const last = await heard();
    await report(hook, success(trackId));
    expect(await last.text()).toContain('event: success');
  });

  it('need an address that the service can reach: without one there are none', async () => {
    const bare = await startRelay();
    const response = await bare.ask('/relay/modelslab/api/v6/images/controlnet', modelslabBody());
    expect(response.headers.get('x-armature-track-id')).toBeNull();
    expect(bare.modelslab.calls.at(-1)?.fields).toMatchObject({ webhook: null });
    expect(await (await bare.ask('/relay/status')).json()).toMatchObject({ events: false });
    expect((await report(`${bare.origin}/relay/webhook/x`, success('x'))).status).toBe(404);
    await bare.close();
  });
});

describe('a channel', () => {
  it('ends after its time, and lets in so many at once', async () => {
    const channels = createChannels(50);
    const trackId = channels.open('a');
    const here = Array.from({ length: 5 }, () => channels.listen(trackId, 'a'));
    expect(here.map((listening) => listening === undefined)).toEqual([false, false, false, false, true]);
    here[0]?.leave();
    expect(channels.listen(trackId, 'a')).toBeDefined();
    expect(await here[1]?.end).toBeUndefined();
    expect(channels.listen(trackId, 'a')).toBeUndefined();
    expect(channels.deliver(trackId, { status: 'failed', id: '1', message: '' })).toBe(false);
  });

  it('makes room by closing the oldest', async () => {
    const channels = createChannels(60_000);
    const first = channels.open('a');
    const end = channels.listen(first, 'a')?.end;
    expect(end).toBeDefined();
    for (let i = 0; i < 1000; i++) channels.open('b');
    expect(await end).toBeUndefined();
  });
});
