/*
 * `npm run bench:sd15-page -- --models DIR`: Stable Diffusion 1.5 at full size through the page, in Chromium: download,
 * load, one step at a small size on WASM. Tells the seconds of each phase and the most memory that the page's renderer
 * process held. The weights are random (tools/full_size), so the picture is noise; that it comes is the point.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { chromium, type Locator, type Page } from 'playwright';
import { build } from 'vite';
import { createStaticHost } from '../../server/static-host.ts';
import { exitWith } from '../cli/failures.ts';
import { findChromium } from '../cli/find-chromium.ts';
import { numberFrom } from '../cli/parse-arguments.ts';
import { parseArguments } from '../cli/parse-arguments.ts';
import { startLocalHub, withoutKnownBytes } from '../cli/local-hub.ts';
import { readManifest } from '../cli/read-inputs.ts';

interface Options {
  readonly models: string;
  readonly size: number;
  readonly steps: number;
}

const ID = 'stable-diffusion-1.5';
const PATIENCE = 1_800_000;
const SAMPLE_MS = 250;

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:sd15-page')
    .description('Bring Stable Diffusion 1.5 through the page.')
    .requiredOption('--models <dir>', 'diffusers folder of Stable Diffusion 1.5 with a ControlNet')
    .option('--size <px>', 'side of the picture', numberFrom, 256)
    .option('--steps <number>', 'denoising steps', numberFrom, 1);
  return parseArguments(command, argv).opts<Options>();
}

async function main({ models, size, steps }: Options): Promise<void> {
  await build({ logLevel: 'warn' });
  const host = createStaticHost('dist').listen(0, '127.0.0.1');
  const hub = await startLocalHub(models);
  const { port } = host.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  const page = await browser.newPage({ serviceWorkers: 'block' });
  const entry = await withoutKnownBytes(ID);
  const manifest = await readManifest();
  const listed = manifest.models.map((model) => (model.id === ID ? entry : model));
  await page.route('**/models-manifest.json', (route) =>
    route.fulfill({ json: { ...manifest, hub: hub.url, models: listed } }),
  );
  page.setDefaultTimeout(PATIENCE);
  const memory = watchRenderers();
  try {
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator('.backend', { hasText: /^\s*CPU\s*$/ }).waitFor();
    memory.restart();
    const dialog = page.getByRole('dialog', { name: 'Models' });
    const card = dialog.getByRole('listitem', { name: entry.label, exact: true });
    await page.getByRole('button', { name: /^Model: / }).click();
    await measured('download', memory, async () => {
      await card.getByRole('button', { name: `Download ${entry.label}` }).click();
      await card.getByRole('button', { name: 'Download now' }).click();
      await failing(page, card.getByText('On this device'));
    });
    await measured('load', memory, async () => {
      await card.getByRole('button', { name: `Use ${entry.label}` }).click();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await page.locator('.backend', { hasText: /Loading|Starting/ }).waitFor();
      await failing(page, page.locator('.backend', { hasText: /^\s*(?:CPU|GPU)\s*$/ }));
    });
    await page.getByRole('spinbutton', { name: 'Steps, exact value' }).fill(String(steps));
    await page.getByRole('combobox', { name: 'Size' }).selectOption(`${size}x${size}`);
    await measured(`${steps} steps at ${size} px`, memory, async () => {
      await page.getByRole('button', { name: 'Generate', exact: true }).click();
      await failing(page, page.getByRole('button', { name: 'Save PNG' }));
    });
  } finally {
    memory.stop();
    await browser.close();
    hub.close();
    host.close();
  }
}

/** Waits for an element, or for the page's words of what went wrong. */
async function failing(page: Page, wanted: Locator): Promise<void> {
  const alert = page.getByRole('alert').first();
  await wanted.or(alert).first().waitFor();
  if (!(await wanted.isVisible())) throw new Error(`The page reports: ${await alert.innerText()}`);
}

async function measured(name: string, memory: RendererWatch, work: () => Promise<void>): Promise<void> {
  memory.restart();
  const started = performance.now();
  await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${seconds} s, the renderer held at most ${memory.peakMegabytes()} MB`);
}

interface RendererWatch {
  restart(): void;
  peakMegabytes(): number;
  stop(): void;
}

/** Watches the resident memory of the largest renderer process, as Linux tells it. */
function watchRenderers(): RendererWatch {
  let peak = 0;
  const look = async (): Promise<void> => {
    for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      if (!command.includes('--type=renderer')) continue;
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      peak = Math.max(peak, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0));
    }
  };
  const sampling = setInterval(() => void look(), SAMPLE_MS);
  return {
    restart: () => {
      peak = 0;
    },
    peakMegabytes: () => Math.round(peak / 1000),
    stop: () => clearInterval(sampling),
  };
}

try {
  await main(parseOptions(process.argv));
  process.exit();
} catch (error) {
  exitWith(error);
}
