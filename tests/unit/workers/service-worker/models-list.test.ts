import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listedEntries, parseManifest } from '../../../../core/manifest/index.ts';
import { createModelsListKeeper, type ListedFile } from '../../../../workers/service-worker/models-list.ts';

const SCOPE = 'https://example.org/armature/';
const ADDRESS = `${SCOPE}models-manifest.json`;

type Json = Record<string, unknown>;
interface Entry extends Json {
  label: string;
  builtIn?: boolean;
  base?: string;
  files: { path: string; sha256: string }[];
}
interface Manifest extends Json {
  models: Entry[];
  addons: Entry[];
  detectors: Entry[];
  upscalers: Entry[];
}

const SHIPPED = readFileSync('models-manifest.json', 'utf8');
const shipped = (): Manifest => JSON.parse(SHIPPED) as Manifest;
const revision = createHash('md5').update(SHIPPED).digest('hex');

/** What the build lists of the files that come with the page. */
const FILES: readonly ListedFile[] = [
  { url: 'models-manifest.json', revision },
  ...listedEntries(parseManifest(shipped()))
    .filter((entry) => 'builtIn' in entry && entry.builtIn)
    .flatMap(({ base, files }) =>
      files.map(({ path, sha256 }) => ({
        url: `${base}${path}`,
        integrity: `sha256-${Buffer.from(sha256 ?? '', 'hex').toString('base64')}`,
      })),
    ),
];

/** What the host has for the list; undefined where it is gone. */
let hosted: string | undefined;
let status = 200;
let shelves: Map<string, Map<string, Response>>;
let reported: string[];

function edited(edit: (manifest: Manifest) => void): string {
  const manifest = shipped();
  edit(manifest);
  return JSON.stringify(manifest);
}
const RENAMED = edited(({ models }) => (models[1]!.label = 'Another name'));

beforeEach(() => {
  [hosted, status, shelves] = [SHIPPED, 200, new Map<string, Map<string, Response>>()];
  vi.stubGlobal('fetch', (url: URL, { integrity }: RequestInit) => {
    expect([url.href, integrity]).toEqual([ADDRESS, undefined]);
    return hosted === undefined
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(new Response(hosted, { status }));
  });
  vi.stubGlobal('caches', {
    open: (name: string) => {
      const shelf = shelves.get(name) ?? new Map<string, Response>();
      shelves.set(name, shelf);
      return Promise.resolve({
        put: (url: URL, response: Response) => Promise.resolve(void shelf.set(url.href, response)),
        match: (url: URL) => Promise.resolve(shelf.get(url.href)?.clone()),
        keys: () => Promise.resolve([...shelf.keys()].map((url) => new Request(url))),
        delete: (request: Request) => Promise.resolve(shelf.delete(request.url)),
      });
    },
  });
  reported = [];
  vi.stubGlobal('reportError', (error: unknown) => reported.push(String(error)));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function answered(keeper = createModelsListKeeper(SCOPE, FILES)): Promise<string> {
  return (await keeper.answer()).text();
}

describe('the list of models', () => {
  it('may be changed by hand: the change is installed, answered with, and kept', async () => {
    hosted = RENAMED;
    await createModelsListKeeper(SCOPE, FILES).install();
    expect(await answered()).toBe(RENAMED);
    hosted = SHIPPED;
    expect(await answered()).toBe(SHIPPED);
    hosted = RENAMED;
    expect(await answered()).toBe(RENAMED);
    hosted = undefined;
    expect(await answered(), 'with the host gone').toBe(RENAMED);
    expect(reported).toEqual([]);
  });

  it.each([
    ['that is cut off', SHIPPED.slice(0, 2000), 200],
    ['with a slip', edited((manifest) => (manifest['hub'] = 7)), 200],
    ['of a page that is broken', 'Bad gateway', 502],
    [
      'with other built-in files',
      edited(({ models }) => (models[0]!.files[0]!.sha256 = 'a'.repeat(64))),
      200,
    ],
    [
      'with another built-in upscaler',
      edited(({ upscalers }) => (upscalers[0]!.files[0]!.sha256 = 'a'.repeat(64))),
      200,
    ],
    ['with more built-in files', edited(({ models }) => (models[0]!.base = 'models/newer/')), 200],
  ])('is the last good one in the place of one %s', async (_, text, code) => {
    await createModelsListKeeper(SCOPE, FILES).install();
    [hosted, status] = [text, code];
    expect(await answered()).toBe(SHIPPED);
    expect(reported).toHaveLength(code === 200 ? 1 : 0);
    hosted = undefined;
    expect(await answered()).toBe(SHIPPED);
  });

  it('does not keep a version from being installed where it is wrong, and leaves it to the page to say so', async () => {
    hosted = '{}';
    await createModelsListKeeper(SCOPE, FILES).install();
    expect(reported).toHaveLength(1);
    expect(await answered()).toBe('{}');
  });

  it('keeps a version from being installed that would be without one', async () => {
    status = 404;
    await expect(createModelsListKeeper(SCOPE, FILES).install()).rejects.toThrow('404');
    hosted = undefined;
    await expect(createModelsListKeeper(SCOPE, FILES).install()).rejects.toThrow('Failed to fetch');
    await expect(createModelsListKeeper(SCOPE, FILES).answer()).rejects.toThrow('Failed to fetch');
  });

  it('is one for each version, until the new one is at work', async () => {
    const old = createModelsListKeeper(SCOPE, FILES);
    await old.install();
    const next = FILES.map((file) => (file.revision === revision ? { ...file, revision: 'next' } : file));
    hosted = RENAMED;
    const fresh = createModelsListKeeper(SCOPE, next);
    await fresh.install();
    hosted = undefined;
    expect(await answered(old)).toBe(SHIPPED);
    await fresh.activate();
    expect(await answered(fresh)).toBe(RENAMED);
    await expect(old.answer()).rejects.toThrow();
  });
});
