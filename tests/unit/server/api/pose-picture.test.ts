import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodePng } from '../../../../core/png/index.ts';
import type { SendOutgoing } from '../../../../server/api/outgoing.ts';
import {
  apiAround,
  DISTILLED_MODEL,
  fakeEngine,
  post,
  postForJson,
  SKELETON,
  SKELETON_BASE64,
} from './fakes.ts';

const PATH = '/v1/sd3-med-pose';
const KEY = { 'x-api-key': 'K' };
const ASKED = { prompt: 'a dancer', image: SKELETON_BASE64 };

describe('POST /v1/sd3-med-pose', () => {
  it('keeps to the settings of a distilled model, and tells them', async () => {
    const engine = fakeEngine();
    const response = await post(
      apiAround(engine, {}, {}, DISTILLED_MODEL),
      PATH,
      { ...ASKED, sampler: 'euler' },
      KEY,
    );
    const { steps, guidance, sampler, scheduler } = DISTILLED_MODEL.defaults;
    expect(engine.asked[0]).toMatchObject({ steps, guidance, sampler, scheduler });
    expect(response.headers.get('x-drawn-steps')).toBe(String(steps));
    expect(response.headers.get('x-drawn-guidance')).toBe(String(guidance));
  });

  it('answers with the picture, as large as its skeleton, and the defaults of the page', async () => {
    const engine = fakeEngine();
    const response = await post(apiAround(engine), PATH, ASKED, KEY);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-seed-value')).toBe('698845');
    expect(response.headers.get('x-generation-time')).toBe('1.500');
    expect(response.headers.get('x-drawn-size')).toBe('128x192');
    expect(response.headers.get('x-drawn-steps')).toBe('20');
    const own = [...response.headers.keys()].filter(
      (name) => name.startsWith('x-') && name !== 'x-content-type-options',
    );
    const exposed = response.headers.get('access-control-expose-headers')?.toLowerCase().split(',') ?? [];
    expect(exposed, 'pages elsewhere may read them').toEqual(expect.arrayContaining(own));
    expect(decodePng(new Uint8Array(await response.arrayBuffer()))).toMatchObject({
      width: 256,
      height: 384,
    });
    expect(engine.asked[0]).toMatchObject({
      ...{ negativePrompt: 'low quality,less details', steps: 20, guidance: 7, controlStrength: 0.8 },
      ...{ sampler: 'dpmpp_2m', scheduler: 'sgm_uniform', samples: 1, seed: 698845 },
    });
  });

  it('gives JSON with base64, and several pictures in it', async () => {
    const app = apiAround(fakeEngine());
    const one = await postForJson(app, PATH, { ...ASKED, base64: true }, KEY);
    expect(decodePng(Buffer.from(one.body['image'] as string, 'base64')).width).toBe(256);
    const two = await postForJson(app, PATH, { ...ASKED, base64: true, samples: 2 }, KEY);
    expect(two.body['image']).toHaveLength(2);
  });

  it('fetches pictures from hosts that are allowed, and from no others', async () => {
    const send = vi.fn<SendOutgoing>(({ url }) =>
      Promise.resolve({ status: url.pathname === '/a.png' ? 200 : 404, body: SKELETON }),
    );
    const app = apiAround(fakeEngine(), { imageHosts: ['pictures.example'] }, { send });
    const fetched = async (image: string) => (await post(app, PATH, { ...ASKED, image }, KEY)).status;
    expect(await fetched('https://pictures.example/a.png')).toBe(200);
    expect(await fetched('https://pictures.example/b.png')).toBe(400);
    expect(send).toHaveBeenCalledTimes(2);
    expect(await fetched('https://elsewhere.example/a.png')).toBe(400);
    expect(await fetched('http://pictures.example/a.png')).toBe(400);
    expect(await fetched('https://user@pictures.example/a.png')).toBe(400);
    expect(await fetched('https://127.0.0.1/a.png')).toBe(400);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it.each([
    [401, {}, {}, 'x-api-key'],
    [401, {}, { 'x-api-key': 'M' }, 'not known'],
    [400, { image: undefined }, KEY, 'image is required'],
    [400, { prompt: '  ' }, KEY, 'prompt is required'],
    [400, { num_inference_steps: 101 }, KEY, 'num_inference_steps must be between 1 and 100'],
    [400, { guidance_scale: 0.5 }, KEY, 'guidance_scale must be between 1 and 20'],
    [400, { strength: 1.1 }, KEY, 'strength must be between 0 and 1'],
    [400, { sampler: 'euler_cfg_pp' }, KEY, 'sampler must be one of euler, euler_pp'],
    [400, { scheduler: 'beta' }, KEY, 'scheduler must be one of normal'],
    [400, { samples: 2 }, KEY, 'samples above 1 need base64'],
  ])('refuses with %i what is wrong: %j', async (status, fields, headers, message) => {
    const answer = await postForJson(apiAround(fakeEngine()), PATH, { ...ASKED, ...fields }, headers);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body)).toEqual(['error']);
    expect(answer.body['error']).toContain(message);
  });

  it('answers 404 beside its path, 429 to a full line and 504 when time is up', async () => {
    const app = apiAround(fakeEngine(true), {}, { limitMs: 1500 });
    expect(await postForJson(app, '/v1/sdxl', ASKED, KEY)).toMatchObject({ status: 404 });
    const waiting = [1, 2, 3].map(() => postForJson(app, PATH, ASKED, KEY));
    await vi.waitFor(async () => {
      const { status, headers } = await postForJson(app, PATH, ASKED, KEY);
      expect(status).toBe(429);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    });
    for (const { status, body } of await Promise.all(waiting)) {
      expect(status).toBe(504);
      expect(body['error']).toContain('1.5 seconds');
    }
  });
});

describe('a caller that leaves', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  it.each([
    [PATH, ASKED],
    ['/api/v4/dreambooth', { key: 'K', prompt: 'a dancer' }],
  ])('stops the run of %s', async (path, body) => {
    const engine = fakeEngine(true);
    const listener = getRequestListener(apiAround(engine).fetch);
    const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { port } = server.address() as AddressInfo;
    const headers = { ...KEY, 'content-type': 'application/json' };
    const call = request({ host: 'localhost', port, path, method: 'POST', headers });
    call.on('error', () => undefined).end(JSON.stringify(body));
    await vi.waitFor(() => expect(engine.asked).toHaveLength(1));
    call.destroy();
    await vi.waitFor(() => expect(engine.stopped()).toBe(1));
  });
});
