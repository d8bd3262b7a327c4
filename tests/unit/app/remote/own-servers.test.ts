import { afterEach, describe, expect, it } from 'vitest';
import { fetchAgain, startRun } from '../../../../app/remote/runs/run-remote.ts';
import { stopRun } from '../../../../app/remote/runs/stop-run.ts';
import type { Account, ServerLists } from '../../../../core/remote/index.ts';
import { blankImage } from '../../../../core/image/index.ts';
import {
  type A1111Options,
  startA1111,
  A1111_CHECKPOINTS,
  A1111_CONTROLNETS,
} from '../../../doubles/a1111.ts';
import { COMFY_CHECKPOINTS, COMFY_CONTROLNETS } from '../../../doubles/comfyui-nodes.ts';
import { type ComfyuiOptions, startComfyui } from '../../../doubles/comfyui.ts';
import type { ServiceDouble } from '../../../doubles/double.ts';
import { servicePicture } from '../../../doubles/picture.ts';
import { backend, order } from '../../remote/orders.ts';
import { runOn } from './runs.ts';

const WEBUI: Account = { controlNet: A1111_CONTROLNETS[1]! };
const COMFY: Account = { checkpoint: COMFY_CHECKPOINTS[0]!, controlNet: COMFY_CONTROLNETS[0]! };
const PICTURE = new Uint8Array(servicePicture());

/** Uploads are not looked into. */
const PIXEL = 'iVBORw0KGgo=';

const open: ServiceDouble[] = [];
async function webui(options?: A1111Options): Promise<ServiceDouble> {
  const double = await startA1111(options);
  open.push(double);
  return double;
}
async function comfyui(options?: ComfyuiOptions): Promise<ServiceDouble> {
  const double = await startComfyui(options);
  open.push(double);
  return double;
}
afterEach(async () => {
  for (const double of open.splice(0)) await double.close();
});

function sent(double: ServiceDouble, path: string): number {
  return double.calls.filter((call) => call.path === path).length;
}

/** A run that never finds it has waited too long. */
function patient(...on: Parameters<typeof runOn>): ReturnType<typeof runOn> {
  const started = runOn(...on);
  return { ...started, run: { ...started.run, ports: { ...started.run.ports, now: () => 0 } } };
}

/** As the page cancels: the run ends, and its server is told. False where that failed. */
async function cancel(
  { run, stop, tickets }: ReturnType<typeof runOn>,
  attempt: Promise<unknown>,
  runId = 'run-1',
): Promise<boolean> {
  const ended = expect(attempt).rejects.toMatchObject({ code: 'cancelled' });
  stop.abort();
  const told = await stopRun(run, runId, tickets[0]);
  await ended;
  return told;
}

async function listsOf(id: string, account: Account): Promise<ServerLists> {
  const { lists, readLists } = backend(id);
  const { ports } = runOn(id, open[0]!).run;
  const calls = lists?.(account) ?? [];
  const answers = await Promise.all(calls.map((call) => ports.send(call, AbortSignal.timeout(5000))));
  return readLists?.(answers) ?? {};
}

describe('A1111', () => {
  it('draws the pictures asked for, tells how far it is and which seed it took', async () => {
    const started = runOn('a1111', await webui({ stepMs: 3 }), WEBUI);
    const { files, seed } = await startRun(started.run, order({ samples: 2, seed: null }));
    expect(files).toEqual([PICTURE, PICTURE]);
    expect(seed).toBe(3_292_243_727);
    const drawing = started.progress.filter(({ at }) => at === 'drawing');
    expect(drawing.length).toBeGreaterThan(1);
    expect(drawing.at(-1)).toMatchObject({ preview: PICTURE });
  });

  it('starts from a picture', async () => {
    const double = await webui();
    const init = { image: blankImage(8, 8), strength: 0.6 };
    await startRun(runOn('a1111', double, WEBUI).run, order({ init }, { init: PIXEL }));
    expect(sent(double, '/sdapi/v1/img2img')).toBe(1);
  });

  it('tells the sampler that it took in the place of another', async () => {
    const double = await webui();
    const result = (sampler: 'dpm_fast' | 'dpmpp_2m') =>
      startRun(runOn('a1111', double, WEBUI).run, order({ sampler, scheduler: 'karras' }));
    expect((await result('dpm_fast')).sampler).toBe('DPM++ 2M');
    expect((await result('dpmpp_2m')).sampler).toBeUndefined();
  });

  it('refuses a sampler that it does not have, before version 1.9', async () => {
    const attempt = startRun(
      runOn('a1111', await webui({ before19: true }), WEBUI).run,
      order({ sampler: 'dpm_fast' }),
    );
    await expect(attempt).rejects.toThrow('Sampler not found');
  });

  it('is told to stop at once, while its call is open', async () => {
    const double = await webui({ stepMs: 2 });
    double.fail('endless');
    const started = runOn('a1111', double, WEBUI);
    const attempt = startRun(started.run, order());
    await started.until(({ at }) => at === 'drawing');
    expect(await cancel(started, attempt)).toBe(true);
    expect(sent(double, '/sdapi/v1/interrupt')).toBe(1);
    expect(double.creating()).toBe(1);
  });

  it('tells when it could not be told to stop', async () => {
    const double = await webui({ stepMs: 2 });
    double.fail('endless', /txt2img/);
    const started = runOn('a1111', double, WEBUI);
    const attempt = startRun(started.run, order());
    await started.until(({ at }) => at === 'drawing');
    double.fail(500, /interrupt/);
    expect(await cancel(started, attempt)).toBe(false);
  });

  it('does not take a picture without the pose for one with it', async () => {
    const attempt = startRun(runOn('a1111', await webui(), { controlNet: 'gone [00]' }).run, order());
    await expect(attempt).rejects.toThrow('drew without the pose');
  });

  it('lists what is installed', async () => {
    const { origin } = await webui({ auth: 'me:pässword' });
    const lists = await listsOf('a1111', { address: origin, key: 'me:pässword' });
    expect(lists).toMatchObject({ checkpoints: A1111_CHECKPOINTS, controlNets: A1111_CONTROLNETS });
    expect(lists.samplers).toContain('dpmpp_2m');
    expect(lists.samplers).not.toContain('dpm_fast');
  });

  it.each([
    ['its API is off', { api: false }, 'its API is off'],
    ['its password is another', { auth: 'me:other' }, 'does not know this name and password'],
    ['it has no ControlNet', { extension: false }, 'has no ControlNet extension'],
  ])('says so where %s', async (_, options, words) => {
    const { origin } = await webui(options);
    await expect(listsOf('a1111', { address: origin, key: 'me:mine' })).rejects.toThrow(words);
  });
});

describe('ComfyUI', () => {
  it('uploads, queues, and tells over its socket how far it is', async () => {
    const double = await comfyui({ stepMs: 3 });
    const started = runOn('comfyui', double, COMFY);
    const { files } = await startRun(started.run, order({ samples: 2 }));
    expect(files).toEqual([PICTURE, PICTURE]);
    expect(started.tickets).toHaveLength(1);
    expect(double.creating()).toBe(1);
    const shares = started.progress.flatMap((report) => (report.at === 'drawing' ? [report.share] : []));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const previews = started.progress.flatMap((report) => (report.at === 'drawing' ? [report.preview] : []));
    expect(previews.at(-1)).toEqual(PICTURE);
  });

  it('is asked as soon as the socket says that the run is over', async () => {
    const double = await comfyui();
    const started = runOn('comfyui', double, COMFY);
    const { sleep } = started.run.ports;
    // Without the socket this would wait for good.
    const patient = { ...started.run.ports, sleep: (_: number, signal: AbortSignal) => sleep(1e9, signal) };
    await startRun({ ...started.run, ports: patient }, order());
    expect(double.calls.filter(({ path }) => path.startsWith('/history/'))).toHaveLength(1);
  });

  it('loses nothing but the progress with its socket', async () => {
    const double = await comfyui();
    double.fail('reset', /^\/ws/);
    const started = runOn('comfyui', double, COMFY);
    expect((await startRun(started.run, order())).files).toEqual([PICTURE]);
    expect(started.progress.some(({ at }) => at === 'drawing')).toBe(false);
  });

  it.each([
    ['a mask and clip skip', COMFY, { mask: PIXEL, init: PIXEL }],
    ['a picture to start from', COMFY, { init: PIXEL }],
    ['a union ControlNet', { ...COMFY, controlNet: COMFY_CONTROLNETS[1]! }, {}],
  ])('takes the graph of a request with %s', async (_, account, pictures) => {
    const run = runOn('comfyui', await comfyui(), account).run;
    const { files } = await startRun(run, order({ clipSkip: 2 }, pictures));
    expect(files).toEqual([PICTURE]);
  });

  it('takes the graph of a request without a pose', async () => {
    const { request, enhancePrompt, safetyChecker, runId } = order();
    const unposed = { request, enhancePrompt, safetyChecker, runId };
    const double = await comfyui();
    expect((await startRun(runOn('comfyui', double, COMFY).run, unposed)).files).toEqual([PICTURE]);
    expect(sent(double, '/upload/image')).toBe(0);
  });

  it('says which node refused what', async () => {
    const attempt = startRun(runOn('comfyui', await comfyui(), { ...COMFY, checkpoint: 'x' }).run, order());
    await expect(attempt).rejects.toThrow(
      /CheckpointLoaderSimple: Value not in list \(ckpt_name: 'x' not in/,
    );
  });

  it('takes a waiting run out of the queue, and leaves the run of another alone', async () => {
    const double = await comfyui({ stepMs: 2 });
    double.fail('endless', /^\/prompt/);
    const other = patient('comfyui', double, COMFY);
    const others = startRun(other.run, order({}, { runId: 'other' }));
    await other.until(({ at }) => at === 'drawing');
    const ours = patient('comfyui', double, COMFY);
    const attempt = startRun(ours.run, order({}, { runId: 'ours' }));
    await ours.until((report) => report.at === 'waiting' && report.queued === 2);
    expect(await cancel(ours, attempt, 'ours')).toBe(true);
    expect(sent(double, '/interrupt')).toBe(0);
    expect(await cancel(other, others, 'other')).toBe(true);
    expect(sent(double, '/interrupt')).toBeGreaterThan(0);
    const queue = await fetch(`${double.origin}/queue`);
    expect(await queue.json()).toEqual({ queue_running: [], queue_pending: [] });
  });

  it('finds its run again after a reload, with its progress', async () => {
    const double = await comfyui({ stepMs: 20 });
    const first = runOn('comfyui', double, COMFY);
    double.fail('reset', /^\/history/);
    await expect(startRun(first.run, order({ steps: 40 }, { runId: 'r' }))).rejects.toMatchObject({
      code: 'network',
    });
    double.fail();
    const again = runOn('comfyui', double, COMFY);
    const { files } = await fetchAgain(again.run, first.tickets[0]!, 'r');
    expect(files).toEqual([PICTURE]);
    expect(again.progress.some(({ at }) => at === 'drawing')).toBe(true);
    expect(double.creating()).toBe(1);
  });

  it('lists what is installed, in both spellings of a choice', async () => {
    const { origin } = await comfyui();
    const lists = await listsOf('comfyui', { address: origin });
    expect(lists).toMatchObject({ checkpoints: COMFY_CHECKPOINTS, controlNets: COMFY_CONTROLNETS });
    expect(lists.samplers).toContain('dpmpp_2m');
  });

  it('refuses pages of other origins unless it was started to allow them', async () => {
    const [closed, opened] = [await comfyui(), await comfyui({ cors: 'https://page.example' })];
    const ask = (origin: string): Promise<Response> =>
      fetch(`${origin}/queue`, { headers: { origin: 'https://page.example' } });
    expect((await ask(closed.origin)).status).toBe(403);
    expect((await ask(opened.origin)).headers.get('access-control-allow-origin')).toBe(
      'https://page.example',
    );
  });
});
