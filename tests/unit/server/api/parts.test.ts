import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { blankImage } from '../../../../core/image/index.ts';
import { cutPicture, planDrawing } from '../../../../server/api/drawing-size.ts';
import { createJobs } from '../../../../server/api/jobs.ts';
import { createKeyring } from '../../../../server/api/keys.ts';
import { chooseModel } from '../../../../server/api/model-choice.ts';
import { readAddress, sendOutgoing } from '../../../../server/api/outgoing.ts';
import { createOutputStore } from '../../../../server/api/output-store.ts';
import { fitOnBlack } from '../../../../server/api/pictures-in.ts';
import { createQueue } from '../../../../server/api/queue.ts';
import { readApiSettings } from '../../../../server/api/settings.ts';
import { DISTILLED_MODEL } from './fakes.ts';

const never = new AbortController().signal;

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('the line', () => {
  it('runs one after the other, in order, and goes on after a failure', async () => {
    const queue = createQueue({ mostWaiting: 5, now: () => 0 });
    const ran: string[] = [];
    const first = gate();
    const a = queue.run(() => first.opened.then(() => ran.push('a')), never);
    const b = queue.run(() => Promise.reject(new Error('b')), never);
    const c = queue.run(() => Promise.resolve(ran.push('c')), never);
    first.open();
    await a;
    await expect(b).rejects.toThrow('b');
    await c;
    expect(ran).toEqual(['a', 'c']);
  });

  it('is bounded, and a place is free again when somebody leaves', async () => {
    const queue = createQueue({ mostWaiting: 1, now: () => 0 });
    const first = gate();
    const leaving = new AbortController();
    const a = queue.run(() => first.opened, never);
    const b = queue.run(() => Promise.resolve(), leaving.signal);
    await expect(queue.run(() => Promise.resolve(), never)).rejects.toMatchObject({ code: 'rate-limited' });
    leaving.abort();
    await expect(b).rejects.toMatchObject({ code: 'cancelled' });
    const c = queue.run(() => Promise.resolve('c'), never);
    first.open();
    await a;
    expect(await c).toBe('c');
  });

  it('estimates from how long tasks have lasted', async () => {
    let time = 0;
    const queue = createQueue({ mostWaiting: 5, now: () => time });
    for (let i = 0; i < 12; i++) await queue.run(() => Promise.resolve((time += 2000)), never);
    expect(queue.remainingMs()).toBe(0);
    const first = gate();
    const both = [queue.run(() => first.opened, never), queue.run(() => Promise.resolve(), never)];
    time += 500;
    expect(queue.remainingMs()).toBeGreaterThan(3400);
    expect(queue.remainingMs()).toBeLessThan(3600);
    first.open();
    await Promise.all(both);
  });
});

describe('what is kept', () => {
  it('forgets pictures after their time, and the oldest where there are too many', () => {
    let time = 0;
    const store = createOutputStore({ lifeMs: 100, mostBytes: 10, now: () => time });
    const [a, b] = [store.keep(new Uint8Array(6)), store.keep(new Uint8Array(4))];
    expect(a).not.toBe(b);
    expect(store.find(a)).toHaveLength(6);
    store.keep(new Uint8Array(1));
    expect(store.find(a)).toBeUndefined();
    expect(store.find(b)).toHaveLength(4);
    time = 100;
    expect(store.find(b)).toBeUndefined();
  });

  it('forgets finished runs, and none that is at work', async () => {
    let time = 0;
    const jobs = createJobs<string, number>({ lifeMs: 100, most: 10, now: () => time });
    const finished = jobs.start('me', 'x', () => Promise.resolve(1));
    const working = jobs.start('me', 'y', () => new Promise(() => undefined));
    await finished.over;
    expect(finished.state).toEqual({ state: 'done', output: 1 });
    expect(jobs.find('you', finished.id)).toBeUndefined();
    time = 200;
    expect(jobs.find('me', finished.id)).toBeUndefined();
    expect(jobs.find('me', working.id)).toBe(working);
  });

  it('knows owners by their keys', () => {
    const keyring = createKeyring(['one', 'two']);
    expect(keyring.ownerOf('one')).not.toBe(keyring.ownerOf('two'));
    expect(keyring.ownerOf('one')).not.toContain('one');
    expect(keyring.ownerOf('three')).toBeUndefined();
    expect(keyring.ownerOf(undefined)).toBeUndefined();
  });
});

describe('the size of a drawing', () => {
  it.each([
    [{ width: 512, height: 512 }, [128], { width: 128, height: 128 }, { width: 128, height: 128 }],
    [{ width: 512, height: 768 }, [128], { width: 128, height: 192 }, { width: 128, height: 192 }],
    [{ width: 1024, height: 64 }, [128], { width: 192, height: 128 }, { width: 192, height: 12 }],
    [{ width: 512, height: 768 }, [256, 512, 768], { width: 512, height: 768 }, { width: 512, height: 768 }],
    [{ width: 64, height: 64 }, [256, 768], { width: 256, height: 256 }, { width: 256, height: 256 }],
  ])('draws %j with sides of %j on %j', (asked, sizes, canvas, part) => {
    expect(planDrawing(asked, sizes)).toEqual({ canvas, part });
  });

  it('cuts the middle and puts skeletons there', () => {
    const white = blankImage(100, 50);
    white.data.fill(255);
    const canvas = fitOnBlack(white, 64, 64);
    expect([canvas.width, canvas.height]).toEqual([64, 64]);
    const rowIsWhite = (y: number): boolean => canvas.data[4 * 64 * y] === 255;
    expect([15, 16, 47, 48].map(rowIsWhite)).toEqual([false, true, true, false]);
    const plan = { canvas: { width: 64, height: 64 }, part: { width: 64, height: 32 } };
    const cut = cutPicture(canvas, plan, { width: 128, height: 64 });
    expect([cut.width, cut.height]).toEqual([128, 64]);
    expect(cut.data.every((value) => value === 255)).toBe(true);
  });
});

describe('outgoing calls', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  async function serverOf(listener: RequestListener): Promise<URL> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  it('reads addresses: this machine for callers of this machine alone', () => {
    const local = 'http://localhost:9/hook';
    expect(readAddress(local, 'webhook', true).port).toBe('9');
    for (const bad of [local, 'https://[::1]/', 'https://2130706433/', 'ftp://example.com', 'nothing']) {
      expect(() => readAddress(bad, 'webhook', false)).toThrow(/webhook must be the https address/);
    }
    expect(() => readAddress('http://10.0.0.1/', 'webhook', true)).toThrow();
  });

  it('resolves names to public hosts alone, at the moment of the connection', async () => {
    const url = new URL('https://localhost.localdomain/');
    await expect(sendOutgoing({ url, mostBytes: 10, timeoutMs: 5000 })).rejects.toMatchObject({
      code: 'network',
    });
  });

  it('posts JSON, and neither follows redirects nor reads without end', async () => {
    const heard: string[] = [];
    const url = await serverOf((request, response) => {
      request.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      response.writeHead(302, { location: '/elsewhere' });
      response.end('x'.repeat(20));
    });
    const call = { url, json: '{"a":1}', timeoutMs: 5000 };
    const { status, body } = await sendOutgoing({ ...call, mostBytes: 20 });
    expect([status, body.length, heard.join('')]).toEqual([302, 20, '{"a":1}']);
    await expect(sendOutgoing({ ...call, mostBytes: 19 })).rejects.toMatchObject({ code: 'network' });
  });

  it('gives up on a server that does not answer', async () => {
    const url = await serverOf(() => undefined);
    await expect(sendOutgoing({ url, mostBytes: 10, timeoutMs: 50 })).rejects.toMatchObject({
      code: 'network',
    });
  });
});

describe('settings', () => {
  const KEYS = { ARMATURE_API_KEYS: ' a, b ', ARMATURE_API_IMAGE_HOSTS: 'Pictures.Example' };

  it('are off by default, and read where the API is asked for', () => {
    expect(readApiSettings([], KEYS, 'localhost')).toBeUndefined();
    expect(readApiSettings(['--api', '--model', 'm'], KEYS, '0.0.0.0')).toEqual({
      ...{ keys: ['a', 'b'], model: 'm', imageHosts: ['pictures.example'] },
    });
    expect(readApiSettings(['--api-open'], {}, 'localhost')).toMatchObject({ keys: [] });
  });

  it('allow webhooks on this machine where nobody else calls, or the owner says so', () => {
    const allowed = (argv: string[], environment: Record<string, string>) =>
      readApiSettings(argv, environment, 'localhost')?.localWebhooks === true;
    const said = { ARMATURE_API_LOCAL_WEBHOOKS: '1' };
    expect(allowed(['--api'], KEYS)).toBe(false);
    expect(allowed(['--api'], { ...KEYS, ...said })).toBe(true);
    expect(allowed(['--api-open'], {})).toBe(true);
    for (const name of ['ARMATURE_API_URL', 'ARMATURE_PUBLIC_URL']) {
      const known = { [name]: 'https://pose.example' };
      expect(allowed(['--api-open'], known)).toBe(false);
      expect(() => allowed(['--api'], { ...KEYS, ...said, ...known })).toThrow(name);
    }
    expect(() => allowed(['--api'], { ...KEYS, ARMATURE_API_LOCAL_WEBHOOKS: 'no' })).toThrow(/can be 1/);
  });

  it('refuse an API that would be open to others', () => {
    expect(() => readApiSettings(['--api'], { ARMATURE_API_KEYS: ' , ' }, 'localhost')).toThrow(/needs keys/);
    expect(() => readApiSettings(['--api', '--api-open'], {}, '0.0.0.0')).toThrow(/everybody/);
    expect(() => readApiSettings(['--api', '--model'], KEYS, 'localhost')).toThrow(/--model needs a folder/);
  });
});

describe('the model to serve', () => {
  it('is told by what the packer wrote beside it, or else by what it says itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'armature-'));
    try {
      const usual = await chooseModel(folder);
      expect(usual.model).toMatchObject({ sizes: [256, 384, 512, 640, 768], defaults: { steps: 20 } });
      expect(usual.model.distilled).toBe(false);
      await mkdir(join(folder, 'scheduler'));
      await writeFile(join(folder, 'scheduler', 'scheduler_config.json'), '{ "distilled_steps": 4 }');
      const few = await chooseModel(folder);
      expect(few.model).toMatchObject({
        distilled: true,
        defaults: { steps: 4, guidance: 1, sampler: 'ddim' },
      });
      const entry = { ...DISTILLED_MODEL, builtIn: false };
      await writeFile(join(folder, 'manifest-entry.json'), JSON.stringify(entry));
      const { sizes, defaults } = DISTILLED_MODEL;
      expect((await chooseModel(folder)).model).toMatchObject({ sizes, defaults, distilled: true });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
