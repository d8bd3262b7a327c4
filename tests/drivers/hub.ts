/*
 * A hub of models under the page's own origin, for tests in a browser: the manifest, the files, and what a network may do
 * to them.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page, Route } from '@playwright/test';
import type { AddonEntry, ModelEntry, ModelsManifest } from '../../core/manifest/index.ts';
import { hostedPipeline } from './store-fixture.ts';

/** What a hub has beside the model and its LoRA: entries, and files by path on the hub. */
export interface HostedAddons {
  readonly entries: readonly AddonEntry[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The hub, and what it was asked. */
export interface TestHub {
  /** Paths of the requests so far, with their ranges. */
  readonly requests: string[];
  /** Answers every request with 500? */
  down: boolean;
  /** Lets requests whose path has this in it wait, from the given one on, until the function it gives is called. */
  hold(part: string, from?: number): () => void;
}

const LORA = 'tiny/fast/resolve/abc/lora.safetensors';
const MODULE = 'unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1';

/** Puts the built-in model, a small one to download and a LoRA for it in the place of the manifest's. */
export async function serveHub(
  page: Page,
  change: Partial<ModelEntry> = {},
  addons: HostedAddons = { entries: [], files: new Map() },
): Promise<TestHub> {
  const { files, entry } = await hostedPipeline();
  files.set(LORA, loraBytes());
  for (const [path, content] of addons.files) files.set(path, content);
  const hub = { requests: [] as string[], down: false, hold };
  const gates: { part: string; from: number; seen: number; open: Promise<void> }[] = [];
  function hold(part: string, from = 1): () => void {
    let release = (): void => undefined;
    const open = new Promise<void>((resolve) => (release = resolve));
    gates.push({ part, from, seen: 0, open });
    return release;
  }
  const manifest = await manifestWith({ ...entry, ...SMALL, ...change }, addons.entries);
  await page.context().route('**/models-manifest.json', (route) => {
    const { origin } = new URL(route.request().url());
    return route.fulfill({ json: { ...manifest, hub: `${origin}/hub/` } });
  });
  await page.context().route('**/hub/**', async (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname).replace(/^.*\/hub\//, '');
    hub.requests.push(`${path} ${route.request().headers()['range'] ?? ''}`);
    if (hub.down) return route.fulfill({ status: 500 });
    for (const gate of gates) {
      if (path.includes(gate.part) && ++gate.seen >= gate.from) await gate.open;
    }
    return answer(route, files.get(path));
  });
  return hub;
}

const DETECTOR = 'tiny/detector/resolve/abc/pose.onnx';

/** Puts a small detector to download behind the built-in one, in the place of the manifest's others. */
export async function serveDetector(page: Page): Promise<void> {
  const content = new Uint8Array(await readFile('tests/fixtures/detect/rtmo.onnx'));
  const manifest = JSON.parse(await readFile('models-manifest.json', 'utf8')) as ModelsManifest;
  const license = { name: 'MIT' };
  const detector = {
    ...{
      kind: 'detector',
      id: 'stand-in',
      label: 'Stand-in',
      description: 'Sees people everywhere.',
      license,
    },
    ...{ pipeline: 'rtmo', keypoints: 'coco-17' },
    sources: { here: { repo: 'tiny/detector', revision: 'abc', license } },
    files: [
      {
        ...{ path: 'pose.onnx', source: 'here', bytes: content.length, grade: 'A' },
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ],
  };
  await page.context().route('**/models-manifest.json', (route) => {
    const { origin } = new URL(route.request().url());
    const detectors = [...manifest.detectors.filter(({ builtIn }) => builtIn), detector];
    return route.fulfill({ json: { ...manifest, detectors, hub: `${origin}/hub/` } });
  });
  await page.context().route('**/hub/**', (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname).replace(/^.*\/hub\//, '');
    return answer(route, path === DETECTOR ? content : undefined);
  });
}

const SMALL: Partial<ModelEntry> = {
  label: 'Tiny, to download',
  description: 'A small model with random weights.',
  license: { name: 'MIT', url: 'https://example.org/licence' },
  needs: { gpu: true, gpuBytes: 1_000_000_000, storageBytes: 1_100_000 },
  defaults: {
    prompt: 'a dancer',
    negativePrompt: 'blurry',
    width: 64,
    height: 64,
    steps: 3,
    guidance: 5,
    sampler: 'euler',
    scheduler: 'normal',
  },
};

async function manifestWith(entry: ModelEntry, addons: readonly AddonEntry[]): Promise<ModelsManifest> {
  const manifest = JSON.parse(await readFile('models-manifest.json', 'utf8')) as ModelsManifest;
  const license = { name: 'MIT' };
  return {
    ...manifest,
    models: [...manifest.models.filter(({ builtIn }) => builtIn), entry],
    addons: [
      {
        ...{
          kind: 'lora',
          builtIn: false,
          family: 'stable-diffusion-1',
          id: 'fast',
          label: 'Fast LoRA',
          license,
        },
        description: 'Pictures in 2 steps.',
        sources: { here: { repo: 'tiny/fast', revision: 'abc', license } },
        files: [{ path: 'lora.safetensors', source: 'here', grade: 'U' }],
        preset: {
          ...{ label: 'Fast (test)', weight: 1 },
          ...{ steps: 2, guidance: 1.5, sampler: 'lcm', scheduler: 'sgm_uniform' },
        },
      },
      ...addons,
    ],
  };
}

/** Gives a file or a part of it, as hubs do. */
async function answer(route: Route, content: Uint8Array | undefined): Promise<void> {
  if (!content) return route.fulfill({ status: 404 });
  const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(route.request().headers()['range'] ?? '') ?? [];
  const [from, to] = [Number(start ?? 0), Math.min(Number(last ?? Infinity) + 1, content.length)];
  const body = Buffer.from(content.subarray(from, to));
  // The page may have given up waiting.
  await route
    .fulfill({
      status: start === undefined ? 200 : 206,
      headers: {
        'Content-Type': 'application/octet-stream',
        ETag: '"one"',
        'Content-Range': `bytes ${from}-${to - 1}/${content.length}`,
      },
      body,
    })
    .catch(() => undefined);
}

/** A LoRA of rank 4 on one attention of the small model. */
function loraBytes(): Uint8Array {
  const [rank, width] = [4, 16];
  const tensors = ['to_q', 'to_k', 'to_v'].flatMap((name) => [
    { name: `${MODULE}.${name}.lora_A.weight`, shape: [rank, width] },
    { name: `${MODULE}.${name}.lora_B.weight`, shape: [width, rank] },
  ]);
  const size = 4 * rank * width;
  const header = JSON.stringify(
    Object.fromEntries(
      tensors.map(({ name, shape }, i) => [
        name,
        { dtype: 'F32', shape, data_offsets: [i * size, (i + 1) * size] },
      ]),
    ),
  );
  const data = Float32Array.from({ length: (tensors.length * size) / 4 }, (_, i) => Math.sin(i * i));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  return Buffer.concat([Buffer.from(length.buffer), Buffer.from(header), Buffer.from(data.buffer)]);
}
