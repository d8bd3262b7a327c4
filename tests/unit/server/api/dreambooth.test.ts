import { describe, expect, it, vi } from 'vitest';
import { readChunks, writeChunks } from '../../../../core/png/chunks.ts';
import { decodePng, encodePng, readPngTexts } from '../../../../core/png/index.ts';
import { openPoseJsonFrom, presetPose } from '../../../../core/pose/index.ts';
import { recipeFrom } from '../../../../core/request/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import type { OutgoingCall } from '../../../../server/api/outgoing.ts';
import type { ApiSettings } from '../../../../server/api/settings.ts';
import {
  apiAround,
  DISTILLED_MODEL,
  fakeEngine,
  MODEL,
  post,
  postForJson,
  SKELETON,
  SKELETON_BASE64,
} from './fakes.ts';

const PATH = '/api/v4/dreambooth';
const FETCH = '/api/v4/dreambooth/fetch';
const ASKED = { key: 'K', prompt: 'a dancer' };

/** A call with a PNG whose header tells another size than its pixels have. */
function pictureThatClaims(side: number): string {
  const chunks = readChunks(encodePng({ width: 1, height: 1, data: new Uint8ClampedArray(4) }));
  const lied = chunks.map(({ type, data }) => {
    if (type !== 'IHDR') return { type, data };
    const header = data.slice();
    new DataView(header.buffer).setUint32(0, side);
    new DataView(header.buffer).setUint32(4, side);
    return { type, data: header };
  });
  return JSON.stringify({ ...ASKED, control_image: Buffer.from(writeChunks(lied)).toString('base64') });
}

describe('POST /api/v4/dreambooth', () => {
  it('answers with links, what was drawn, and the defaults of the page', async () => {
    const engine = fakeEngine();
    const app = apiAround(engine);
    const { status, body } = await postForJson(app, PATH, ASKED);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'success', generationTime: 1.5, track_id: null });
    expect(Number.isSafeInteger(body['id'])).toBe(true);
    expect(body['meta']).toMatchObject({
      ...{ W: 512, H: 512, drawn_W: 128, drawn_H: 128, resized: 'yes', steps: 30, guidance_scale: 7.5 },
      ...{ seed: 4711, n_samples: 1, model_id: 'openpose', model: MODEL.id, controlnet_model: null },
      ...{ safetychecker: 'no', enhance_prompt: 'no', drawn_steps: 30, drawn_guidance_scale: 7.5 },
    });
    expect(engine.asked[0]).toMatchObject({ seed: null, steps: 30, control: { kind: 'none' } });
    const [link] = body['output'] as string[];
    expect(link).toMatch(/^http:\/\/localhost\/api\/output\/[\w-]{32}\.png$/);
    const picture = await app.request(link!);
    expect(picture.headers.get('content-type')).toBe('image/png');
    const png = new Uint8Array(await picture.arrayBuffer());
    expect(decodePng(png)).toMatchObject({ width: 512, height: 512 });
    expect(readPngTexts(png)['parameters']).toContain('a dancer');
  });

  it('keeps to the settings of a distilled model, and tells them', async () => {
    const engine = fakeEngine();
    const app = apiAround(engine, {}, {}, DISTILLED_MODEL);
    const { body } = await postForJson(app, PATH, {
      ...ASKED,
      scheduler: 'EulerDiscreteScheduler',
    });
    const { steps, guidance, sampler, scheduler } = DISTILLED_MODEL.defaults;
    expect(engine.asked[0]).toMatchObject({ prompt: 'a dancer', steps, guidance, sampler, scheduler });
    expect(body['meta']).toMatchObject({
      ...{ steps: 30, scheduler: 'EulerDiscreteScheduler' },
      ...{ drawn_steps: steps, drawn_guidance_scale: guidance, drawn_scheduler: sampler },
    });
  });

  it('takes numbers as strings, null as nothing, and gives base64 and the track id back', async () => {
    const engine = fakeEngine();
    const { body } = await postForJson(apiAround(engine), PATH, {
      ...ASKED,
      ...{ negative_prompt: null, width: '64', height: '96', samples: '2', num_inference_steps: '5' },
      ...{ guidance_scale: '3.5', seed: '7', base64: 'yes', track_id: 12, scheduler: 'DDIMScheduler' },
    });
    expect(engine.asked[0]).toMatchObject({
      ...{ negativePrompt: '', samples: 2, steps: 5, guidance: 3.5, seed: 7 },
      ...{ sampler: 'ddim', scheduler: 'normal' },
    });
    expect(body['track_id']).toBe('12');
    const files = (body['output'] as string[]).map((text) => Buffer.from(text, 'base64'));
    expect(files.map((file) => decodePng(file))).toMatchObject([
      { width: 64, height: 96 },
      { width: 64, height: 96 },
    ]);
    expect(files.map((file) => recipeFrom(readPngTexts(file))?.inBatch)).toEqual([
      { index: 0, count: 2 },
      { index: 1, count: 2 },
    ]);
  });

  it.each([
    ['a data URL', { init_image: `data:image/png;base64,${SKELETON_BASE64}` }, 'image'],
    ['base64', { control_image: SKELETON_BASE64 }, 'image'],
    ['a pose', { pose: openPoseJsonFrom(presetPose('sitting', { width: 300, height: 200 })) }, 'pose'],
  ])('steers by %s', async (_, fields, kind) => {
    const engine = fakeEngine();
    const { body } = await postForJson(apiAround(engine), '/api/v6/images/controlnet', {
      ...ASKED,
      ...fields,
    });
    expect(body['status']).toBe('success');
    const { control, width, height } = engine.asked[0]!;
    expect(control.kind).toBe(kind);
    expect(control.kind === 'image' ? control.image : control.kind === 'pose' && control.pose).toMatchObject({
      width,
      height,
    });
  });

  it.each([
    [401, { key: undefined }, 'API key required'],
    [401, { key: 'M' }, 'Invalid API key'],
    [400, { prompt: null }, 'prompt is required'],
    [400, { width: '60' }, 'width must be between 64 and 1024'],
    [400, { height: 100 }, 'height must be divisible by 8'],
    [400, { samples: 5 }, 'samples must be between 1 and 4'],
    [400, { samples: '1.5' }, 'samples must be a whole number'],
    [400, { num_inference_steps: '51' }, 'num_inference_steps must be between 1 and 50'],
    [400, { guidance_scale: 'much' }, 'guidance_scale must be a number'],
    [400, { seed: -1 }, 'seed must not be negative'],
    [400, { safety_checker: 'maybe' }, 'safety_checker must be "yes" or "no"'],
    [
      400,
      { control_image: 'https://example.com/a.png' },
      'control_image may not be fetched from example.com',
    ],
    [400, { control_image: '?' }, 'control_image must be a PNG or a JPEG as a data URL or in base64'],
    [400, { control_image: '/9j/4AAQSkZJRgABAQ==' }, 'The JPEG cannot be read: it is cut off.'],
    [400, { control_image: 'UklGRgAAAABXRUJQ' }, 'control_image is image/webp: send a PNG or a JPEG'],
    [400, { pose: { persons: 3 } }, ''],
    [400, { webhook: 'http://192.168.0.1/hook' }, 'webhook must be the https address of a public host'],
    [404, { model_id: 'midjourney' }, 'Model not found: midjourney'],
  ])('refuses with %i what is wrong: %j', async (status, fields, message) => {
    const engine = fakeEngine();
    const answer = await postForJson(apiAround(engine), PATH, { ...ASKED, ...fields });
    expect(answer).toMatchObject({ status, body: { status: 'error' } });
    expect(answer.body['message']).toContain(message);
    expect(engine.asked).toEqual([]);
  });

  it('refuses a ControlNet call without a skeleton, and bodies that are no JSON', async () => {
    const app = apiAround(fakeEngine());
    expect(await postForJson(app, '/api/v5/controlnet', ASKED)).toMatchObject({
      status: 400,
      body: { message: 'control_image is required' },
    });
    expect((await postForJson(app, PATH, 'key=K')).status).toBe(400);
    const form = { 'content-type': 'text/plain' };
    expect((await postForJson(app, PATH, ASKED, form)).status).toBe(400);
  });

  it('knows no run by a list, however deep', async () => {
    const text = `{"key":"K","request_id":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    expect((await postForJson(apiAround(fakeEngine()), FETCH, text)).status).toBe(404);
  });

  it('draws a pose that has anything beside it, without sending that to the engine', async () => {
    const engine = fakeEngine();
    const pose = openPoseJsonFrom(presetPose('standing', { width: 64, height: 96 }));
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const people = pose.people.map((person) => ({ ...person, remark: 0 }));
    const text = JSON.stringify({ ...ASKED, pose: { ...pose, people, remark: 0 } });
    const { status } = await postForJson(
      apiAround(engine),
      PATH,
      text.replaceAll('"remark":0', `"remark":${deep}`),
    );
    expect(status).toBe(200);
    expect(JSON.stringify(engine.asked[0]?.control)).not.toContain('remark');
  });

  it.each([
    [
      'a body above 12 MB',
      JSON.stringify({ ...ASKED, negative_prompt: 'x'.repeat(13 * 2 ** 20) }),
      'larger than 12 MB',
    ],
    [
      "a name that is everybody's",
      '{"key":"K","prompt":"a","scheduler":"__proto__"}',
      'scheduler must be one of',
    ],
    ['a picture that claims to be large', pictureThatClaims(60_000), 'megapixels'],
    ['a picture that is not there', pictureThatClaims(4000), 'some of its pixels are missing'],
    [
      'a webhook on this machine',
      JSON.stringify({ ...ASKED, webhook: 'https://localhost/x' }),
      'public host',
    ],
    [
      'a webhook with a password',
      JSON.stringify({ ...ASKED, webhook: 'https://a:b@hook.example/' }),
      'public host',
    ],
    [
      'a webhook inside a network',
      JSON.stringify({ ...ASKED, webhook: 'https://[::ffff:10.0.0.1]/' }),
      'public host',
    ],
  ])('refuses %s', async (_, text, words) => {
    const { status, body } = await postForJson(apiAround(fakeEngine()), PATH, text);
    expect(status).toBe(400);
    expect(body['message']).toContain(words);
  });

  it('hands out a number where it takes longer, to be asked by its owner alone', async () => {
    const engine = fakeEngine(true);
    const app = apiAround(engine, {}, { patienceMs: 0 });
    const { body } = await postForJson(app, PATH, { ...ASKED, track_id: 'mine' });
    const id = Number(body['id']);
    expect(body).toMatchObject({
      ...{ status: 'processing', output: [], track_id: 'mine' },
      fetch_result: `http://localhost/api/v3/dreambooth/fetch/${id}`,
    });
    expect(body['eta']).toBeGreaterThanOrEqual(1);
    expect((await postForJson(app, FETCH, { key: 'K', request_id: id })).body['status']).toBe('processing');
    engine.finish();
    await vi.waitFor(async () => {
      const { body: done } = await postForJson(app, FETCH, { key: 'K', request_id: String(id) });
      expect(done).toMatchObject({ status: 'success', id, track_id: 'mine' });
    });
    const byAddress = await postForJson(app, `/api/v3/dreambooth/fetch/${id}`, { key: 'K' });
    expect(byAddress.body['status']).toBe('success');
    expect((await postForJson(app, FETCH, { key: 'L', request_id: id })).status).toBe(404);
    expect((await postForJson(app, FETCH, { key: 'M', request_id: id })).status).toBe(401);
    expect((await postForJson(app, FETCH, { key: 'K', request_id: id + 1 })).status).toBe(404);
  });

  it('answers 429 and when to come back where the line is full', async () => {
    const app = apiAround(fakeEngine(true), {}, { patienceMs: 0 });
    for (let i = 0; i < 3; i++) expect((await post(app, PATH, ASKED)).status).toBe(200);
    const { status, body, headers } = await postForJson(app, PATH, ASKED);
    expect(status).toBe(429);
    expect(body).toMatchObject({
      message: 'Rate limit exceeded. Maximum 2 queued requests allowed.',
      retry_after: Number(headers.get('retry-after')),
    });
    expect(body['retry_after']).toBeGreaterThan(10);
  });

  it('draws nothing for a caller who left while the skeleton was fetched', async () => {
    const engine = fakeEngine(true);
    const left = new AbortController();
    const send = (): Promise<{ status: number; body: Uint8Array }> => {
      left.abort();
      return Promise.resolve({ status: 200, body: SKELETON });
    };
    const app = apiAround(engine, { imageHosts: ['pictures.example'] }, { send });
    const control_image = 'https://pictures.example/skeleton.png';
    await app.request(`http://localhost${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...ASKED, control_image }),
      signal: left.signal,
    });
    expect(engine.asked.length - engine.stopped()).toBe(0);
  });

  it('answers 502 where the engine ended at work', async () => {
    const died = new ArmatureError({ code: 'worker-died', message: 'The engine ended.' });
    const { status } = await postForJson(apiAround({ generate: () => Promise.reject(died) }), PATH, ASKED);
    expect(status).toBe(502);
  });

  it('tells a failure of the engine without its inside', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = { generate: () => Promise.reject(new Error('at /home/x/secret.ts')) };
    const { status, body } = await postForJson(apiAround(broken), PATH, ASKED);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(quiet).toHaveBeenCalledWith(expect.stringContaining('secret'));
    quiet.mockRestore();
  });

  it('tells a webhook, again until it listens', async () => {
    const calls: OutgoingCall[] = [];
    const pauses: number[] = [];
    const send = (call: OutgoingCall) => {
      calls.push(call);
      return Promise.resolve({ status: calls.length < 3 ? 503 : 204, body: new Uint8Array() });
    };
    const sleep = (ms: number) => Promise.resolve(void pauses.push(ms));
    const app = apiAround(fakeEngine(), {}, { send, sleep });
    const asked = { ...ASKED, webhook: 'https://example.com/hook', track_id: 'mine' };
    const { body } = await postForJson(app, PATH, asked);
    await vi.waitFor(() => expect(calls).toHaveLength(3));
    expect(pauses).toEqual([1000, 5000]);
    expect(calls[0]?.url.href).toBe('https://example.com/hook');
    expect(JSON.parse(calls[2]?.json ?? '')).toEqual(body);
  });

  it('calls this machine by a webhook where its owner allows it, for programs of it alone', async () => {
    const asked = { ...ASKED, webhook: 'http://127.0.0.1:9/hook' };
    const statusOf = async (settings: Partial<ApiSettings>, from: string, headers = {}) => {
      const calls: string[] = [];
      const send = ({ url }: OutgoingCall) => {
        calls.push(url.href);
        return Promise.resolve({ status: 204, body: new Uint8Array() });
      };
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(asked),
      };
      // As @hono/node-server hands it over.
      const caller = { incoming: { socket: { remoteAddress: from } } };
      const app = apiAround(fakeEngine(), settings, { send });
      const { status } = await app.request(`http://localhost${PATH}`, init, caller);
      await vi.waitFor(() => expect(calls).toEqual(status === 200 ? [asked.webhook] : []));
      return status;
    };
    // A plain proxy on this machine looks like a program of it.
    expect(await statusOf({}, '127.0.0.1')).toBe(400);
    const localWebhooks = true;
    expect(await statusOf({ localWebhooks }, '127.0.0.1')).toBe(200);
    expect(await statusOf({ localWebhooks }, '::ffff:127.0.0.1')).toBe(200);
    expect(await statusOf({ localWebhooks }, '192.0.2.1')).toBe(400);
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      expect(await statusOf({ localWebhooks }, '127.0.0.1', { [name]: '192.0.2.1' })).toBe(400);
    }
  });

  it('answers with nothing that a browser takes for a page', async () => {
    const app = apiAround(fakeEngine());
    const drawn = await postForJson(app, PATH, ASKED);
    const [link] = drawn.body['output'] as string[];
    const answers = [
      drawn,
      await app.request(link!),
      await post(app, PATH, 'no JSON'),
      await post(app, '/v1/sd3-med-pose', {}),
      await app.request('/api/nowhere'),
      await post(apiAround(fakeEngine(), { keys: [] }), PATH, ASKED, { origin: 'https://page.example' }),
    ];
    for (const { headers } of answers) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    }
  });

  it('lets pages of other origins ask with a key, and none without keys', async () => {
    const origin = { origin: 'https://page.example' };
    const keyed = await post(apiAround(fakeEngine()), PATH, ASKED, origin);
    expect(keyed.headers.get('access-control-allow-origin')).toBe('*');
    const open = apiAround(fakeEngine(), { keys: [] });
    expect((await post(open, PATH, ASKED)).status).toBe(200);
    expect((await post(open, PATH, ASKED, origin)).status).toBe(403);
    const rebound = await open.request('http://rebound.example/api/v4/dreambooth', { method: 'POST' });
    expect(rebound.status).toBe(403);
  });
});
