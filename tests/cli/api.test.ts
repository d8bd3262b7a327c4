/*
 * The API as its callers meet it: the snippets of the services' pages with host and key changed, and the page's own
 * clients, over HTTP, with the built-in model.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRun } from '../../app/remote/runs/run-remote.ts';
import { createSend } from '../../app/remote/calls/transport.ts';
import { samplingOf } from '../../core/manifest/index.ts';
import { decodePng, encodePng } from '../../core/png/index.ts';
import { presetPose, renderControlImage } from '../../core/pose/index.ts';
import { type RemoteOrder, REMOTE_BACKENDS } from '../../core/remote/index.ts';
import { parseGenerateRequest } from '../../core/request/index.ts';
import { createApi } from '../../server/api/app.ts';
import { type ApiEngine, startEngine } from '../../server/api/engine.ts';
import { chooseModel } from '../../server/api/model-choice.ts';
import type { SendOutgoing } from '../../server/api/outgoing.ts';
import { createQueue } from '../../server/api/queue.ts';
import { createStudio } from '../../server/api/studio.ts';
import { BUILT_IN, SIDE } from '../drivers/built-in.ts';
import { peakSignalToNoise } from './closeness.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SKELETON = renderControlImage(presetPose('standing', { width: SIDE, height: SIDE }), SIDE, SIDE);
const SKELETON_PNG = encodePng(SKELETON);
/** Pictures of many steps on a machine that is busy with other tests. */
const SLOW_MS = 600_000;
const PICTURE_HOST = 'segmind-sd-models.s3.amazonaws.com';
/** The address of the page's snippet leads to a picture; no test leaves the machine. */
const send: SendOutgoing = ({ url }) =>
  Promise.resolve({ status: url.hostname === PICTURE_HOST ? 200 : 404, body: SKELETON_PNG });

const HAS_REQUESTS = spawnSync('python3', ['-c', 'import requests']).status === 0;

/** As the page of the dreambooth call has it, but for its 30 steps, which would take a test longer and show no more. */
const CURL = (host: string): string => `curl -s -X POST '${host}/api/v4/dreambooth' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "key": "K",
  "model_id": "openpose",
  "prompt": "a photo of controlnet 1.1 - human pose",
  "negative_prompt": null,
  "width": "512",
  "height": "512",
  "samples": "1",
  "num_inference_steps": "6",
  "guidance_scale": "7.5",
  "safety_checker": "no",
  "enhance_prompt": "yes",
  "seed": null,
  "webhook": null,
  "track_id": null
}'`;

/**
 * As the page of the pose call has it, but for its 20 steps; `base64` is its last field, and `false` is not Python's
 * spelling.
 */
const PYTHON = (host: string, base64: boolean): string => `
true, false = True, False
import requests
import json

url = "${host}/v1/sd3-med-pose"
headers = {
    "x-api-key": "K",
    "Content-Type": "application/json"
}

data = {
    "prompt": "Anime style illustration of a girl wearing a suit. A moon in sky. In the background we see a big rain approaching.",
    "negative_prompt": "low quality,less details",
    "image": "https://${PICTURE_HOST}/display_images/sd3m-controlnet/sd3-canny-ip.jpg",
    "num_inference_steps": 6,
    "guidance_scale": 7,
    "seed": 698845,
    "samples": 1,
    "strength": 0.8,
    "sampler": "dpmpp_2m",
    "scheduler": "sgm_uniform",
    "base64": ${base64}
}

response = requests.post(url, headers=headers, json=data)

if response.status_code == 200:
    result = response.json()
    print(json.dumps(result, indent=2))
else:
    print(f"Error: {response.status_code}")
    print(response.text)
`;

/** Runs a program and gives its output, whatever its exit code. */
function run(program: string, ...options: readonly string[]): Promise<{ out: string; errors: string }> {
  const env = { ...process.env, NO_PROXY: '127.0.0.1' };
  return new Promise((done) => {
    execFile(program, options, { env, maxBuffer: 2 ** 26 }, (_, out, errors) => done({ out, errors }));
  });
}

describe('the API', { timeout: SLOW_MS }, () => {
  let engine: ApiEngine;
  const servers: Server[] = [];
  let host: string;
  /** Answers `processing` whatever it is asked for. */
  let hurried: string;

  beforeAll(async () => {
    const choice = await chooseModel();
    engine = await startEngine(choice);
    const queue = createQueue({ mostWaiting: 5, now: () => performance.now() });
    const studio = createStudio({ model: choice.model, engine, queue });
    const serve = async (patienceMs: number): Promise<string> => {
      const app = createApi(studio, { keys: ['K'], imageHosts: [PICTURE_HOST] }, { send, patienceMs });
      const listener = getRequestListener(app.fetch);
      const server = createServer((request, response) => void listener(request, response));
      servers.push(server);
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    // Patient enough for the snippet, which asks once.
    host = await serve(SLOW_MS);
    hurried = await serve(0);
  });
  afterAll(() => {
    engine.close();
    for (const server of servers) server.close();
  });

  it('gives a picture to the curl snippet of the dreambooth page', async () => {
    const { out } = await run('bash', '-c', CURL(host));
    const body = JSON.parse(out) as { status: string; output: string[]; meta: object };
    expect(body).toMatchObject({ status: 'success', meta: { W: 512, H: 512, drawn_W: SIDE, steps: 6 } });
    const response = await fetch(body.output[0]!);
    expect(decodePng(new Uint8Array(await response.arrayBuffer()))).toMatchObject({
      width: 512,
      height: 512,
    });
  });

  it.skipIf(!HAS_REQUESTS)(
    'gives a picture to the Python snippet of the pose page (needs python3 with requests)',
    async () => {
      const { out } = await run('python3', '-c', PYTHON(host, true));
      const { image } = JSON.parse(out) as { image: string };
      expect(decodePng(Buffer.from(image, 'base64'))).toMatchObject({ width: SIDE, height: SIDE });
      // With base64 false the answer is a picture, as the page says, and the snippet's response.json() cannot read it.
      const asPicture = PYTHON(host, false).replace(
        'result = response.json()\n    print(json.dumps(result, indent=2))',
        'import base64; print(response.headers["content-type"], base64.b64encode(response.content).decode())',
      );
      const [type, same] = (await run('python3', '-c', asPicture)).out.trim().split(' ');
      expect(type).toBe('image/png');
      expect(same).toBe(image);
    },
  );

  const request = parseGenerateRequest({
    ...{ prompt: 'a woman wearing a red sweater', negativePrompt: '', seed: 5, width: SIDE, height: SIDE },
    ...{ steps: 6, guidance: 4, sampler: 'dpmpp_2m', scheduler: 'karras', controlStrength: 1 },
    control: { kind: 'image', image: SKELETON },
  });

  it.each([
    ['segmind', 'at once'],
    ['modelslab-text', 'at once'],
    ['modelslab-controlnet', 'after waiting'],
  ])("is understood by the page's client %s, %s", async (id, when) => {
    const backend = REMOTE_BACKENDS.find((candidate) => candidate.id === id)!;
    const order: RemoteOrder = {
      ...{ request, enhancePrompt: false, safetyChecker: false, runId: 'run-1' },
      ...(id !== 'modelslab-text' && { control: Buffer.from(SKELETON_PNG).toString('base64') }),
    };
    const tickets: string[] = [];
    const { files, seed } = await startRun(
      {
        backend,
        account: { key: 'K', address: when === 'at once' ? host : hurried, checkpoint: BUILT_IN.id },
        ports: { send: createSend(fetch), sleep: () => sleep(200), now: () => performance.now() },
        signal: new AbortController().signal,
        onTicket: ({ id: number }) => tickets.push(number),
        onProgress: () => undefined,
      },
      order,
    );
    expect(tickets).toHaveLength(when === 'at once' ? 0 : 1);
    expect(seed).toBe(5);
    const picture = decodePng(files[0]);
    expect(picture).toMatchObject({ width: SIDE, height: SIDE });
    if (id !== 'segmind') return;
    // What the engine draws itself with the settings of the model, to the pixel: nothing is lost on the way.
    const asDrawn = { ...request, ...samplingOf(BUILT_IN.defaults) };
    const own = await engine.generate(asDrawn, new AbortController().signal);
    expect(peakSignalToNoise({ ...picture, data: new Uint8ClampedArray(picture.data) }, own.images[0])).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('stops at the next step when it is told to, and draws the next picture', async () => {
    const controller = new AbortController();
    const long = engine.generate({ ...request, steps: 100 }, controller.signal);
    setTimeout(() => controller.abort(), 300);
    await expect(long).rejects.toMatchObject({ code: 'cancelled' });
    const next = await engine.generate({ ...request, steps: 1 }, new AbortController().signal);
    expect(next.images).toHaveLength(1);
  });

  it('serves a model of a folder, and says what is wrong with one', async () => {
    const choice = await chooseModel(resolve(ROOT, 'tests/fixtures/models/pipeline'));
    expect(choice.model).toMatchObject({ id: 'pipeline', sizes: [256, 384, 512, 640, 768] });
    const other = await startEngine(choice);
    const picture = await other.generate(
      { ...request, width: 64, height: 96, steps: 2 },
      new AbortController().signal,
    );
    other.close();
    expect(picture).toMatchObject({ modelId: 'pipeline', images: [{ width: 64, height: 96 }] });
    await expect(chooseModel(resolve(ROOT, 'nowhere'))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(startEngine(await chooseModel(resolve(ROOT, 'docs')))).rejects.toMatchObject({
      code: 'file-missing',
    });
  });
});
