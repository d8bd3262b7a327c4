import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadProgress } from '../../../../core/contract/index.ts';
import type { ManifestFile } from '../../../../core/manifest/index.ts';
import { readFile } from '../../../../workers/engine/model-folder.ts';
import { fetchFolder, type FolderOrder } from '../../../../workers/store/fetched-folder.ts';

const CONFIG = new TextEncoder().encode('{"a": 1}');
const WEIGHTS = new Uint8Array(300_000).map((_, i) => (i * 7) % 251);

function listed(path: string, content: Uint8Array): ManifestFile {
  return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

describe('fetchFolder', () => {
  let server: Server;
  let page: string;

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      // A connection that is kept for the next request may be gone by then.
      response.setHeader('Connection', 'close');
      if (url === '/tiny/config.json') response.end(CONFIG);
      else if (url === '/tiny/unet/weights.bin') response.end(WEIGHTS);
      else if (url === '/tiny/cut.bin') {
        response.writeHead(200, { 'Content-Length': WEIGHTS.length });
        response.write(WEIGHTS.subarray(0, 1000), () => response.destroy());
      } else if (url === '/tiny/never.bin') response.write('x');
      else response.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const order = (files: ManifestFile[], more: Partial<FolderOrder> = {}): FolderOrder => ({
    model: { label: 'Tiny', base: 'tiny/', sources: {}, files },
    page,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  });

  it('gives the files as they are, and counts bytes over all of them', async () => {
    const seen: LoadProgress[] = [];
    const files = [listed('config.json', CONFIG), listed('unet/weights.bin', WEIGHTS)];
    const folder = await fetchFolder(order(files, { onProgress: (progress) => seen.push(progress) }));
    expect(await readFile(folder, 'config.json')).toEqual(CONFIG);
    expect(await readFile(folder, 'unet/weights.bin')).toEqual(WEIGHTS);
    expect(await folder.open('unet/other.bin')).toBeUndefined();

    const total = CONFIG.length + WEIGHTS.length;
    expect(seen.every(({ totalBytes }) => totalBytes === total)).toBe(true);
    const bytes = seen.map((progress) => progress.bytes);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    expect(seen.at(-1)).toEqual({
      phase: 'verifying',
      item: 'unet/weights.bin',
      bytes: total,
      totalBytes: total,
    });
  });

  it.each([
    ['a file that is not there', listed('none.bin', CONFIG), 'network', '404'],
    ['a connection that breaks', listed('cut.bin', WEIGHTS), 'network', ''],
    [
      'a file that is too short',
      { ...listed('config.json', CONFIG), bytes: 9 },
      'bad-weights',
      '8 bytes instead of 9',
    ],
    [
      'a file that is too long',
      { ...listed('config.json', CONFIG), bytes: 7 },
      'bad-weights',
      'more than 7 bytes',
    ],
    [
      'another content',
      { ...listed('config.json', CONFIG), sha256: '0'.repeat(64) },
      'bad-weights',
      'SHA-256',
    ],
  ])('refuses %s', async (_what, file, code, hint) => {
    const failing = fetchFolder(order([file]));
    await expect(failing).rejects.toMatchObject({ failure: { code } });
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    expect(JSON.stringify((error as { failure: unknown }).failure)).toContain(hint);
    expect(JSON.stringify((error as { failure: unknown }).failure)).toContain(file.path);
  });

  it('says that the server cannot be reached', async () => {
    const unreachable = fetchFolder(order([listed('config.json', CONFIG)], { page: 'http://127.0.0.1:9/' }));
    await expect(unreachable).rejects.toMatchObject({ failure: { code: 'network' } });
  });

  it('stops when it is cancelled, before and during a download', async () => {
    const files = [listed('never.bin', WEIGHTS)];
    await expect(fetchFolder(order(files, { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      failure: { code: 'cancelled' },
    });
    const stop = new AbortController();
    const running = fetchFolder(order(files, { signal: stop.signal, onProgress: () => stop.abort() }));
    await expect(running).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  });
});
