/*
 * The pictures of the README: `npm run pictures`. Generates the gallery with the built-in model, and photographs the page
 * at two sizes in both themes. Needs a Chromium; writes docs/pictures.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { build } from 'vite';
import { blankImage, type RgbaImage, resizeImage } from '../core/image/index.ts';
import { encodePng } from '../core/png/index.ts';
import { presetPose, type PoseId, renderControlImage } from '../core/pose/index.ts';
import { createStaticHost } from '../server/static-host.ts';
import { findChromium } from './cli/find-chromium.ts';
import { existingFolder } from './cli/node-folder.ts';
import { openNodeEngine } from './cli/node-engine.ts';
import { builtInModel } from './cli/read-inputs.ts';

const OUT = 'docs/pictures';
const CANVAS = { width: 512, height: 512 };
const TILE = 256;

const GALLERY: readonly (readonly [pose: PoseId, prompt: string, seed: number])[] = [
  ['waving', 'a woman with brown hair wearing a red sweater and blue jeans on a beach', 1],
  ['hands-on-hips', 'an astronaut on the moon', 6],
  ['arms-up', 'a woman wearing a purple dress in a forest', 2],
  ['walking', 'a boy wearing a green hoodie and black trousers in a city at night', 4],
  ['standing', 'pixel art of a wizard in a purple robe, at night', 2],
  ['cheering', 'neon, a girl in a pink jacket in a city at night', 2],
];

const SCREENS = [
  { name: 'desktop', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;
const THEMES = ['light', 'dark'] as const;

async function drawGallery(): Promise<RgbaImage> {
  const { entry, folder } = await builtInModel();
  const engine = await openNodeEngine({ model: await existingFolder(folder), policy: 'f32' });
  const gallery = blankImage(TILE * GALLERY.length, TILE * 2);
  for (const [column, [name, prompt, seed]] of GALLERY.entries()) {
    const pose = presetPose(name, CANVAS);
    const request = {
      ...entry.defaults,
      prompt,
      seed,
      controlStrength: 1,
      control: { kind: 'pose', pose },
    } as const;
    const { pictures } = await engine.generate(request);
    const [{ image }] = pictures;
    paste(gallery, renderControlImage(pose, TILE, TILE), { x: TILE * column, y: 0 });
    paste(gallery, resizeImage(image, TILE, TILE), { x: TILE * column, y: TILE });
    console.log(`${name}: ${prompt}`);
  }
  await engine.release();
  return gallery;
}

function paste(onto: RgbaImage, tile: RgbaImage, { x, y }: { readonly x: number; readonly y: number }): void {
  for (let row = 0; row < tile.height; row++) {
    const line = tile.data.subarray(4 * row * tile.width, 4 * (row + 1) * tile.width);
    onto.data.set(line, 4 * ((y + row) * onto.width + x));
  }
}

async function photograph(browser: Browser, url: string): Promise<void> {
  for (const { name, width, height } of SCREENS) {
    for (const colorScheme of THEMES) {
      const page = await browser.newPage({
        viewport: { width, height },
        colorScheme,
        serviceWorkers: 'block',
      });
      await page.goto(url);
      await page.getByRole('button', { name: 'Generate', exact: true }).click();
      await page.getByRole('button', { name: 'Save PNG' }).waitFor({ timeout: 120_000 });
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${OUT}/${name}-${colorScheme}.png` });
      await page.close();
    }
  }
}

await mkdir(OUT, { recursive: true });
await writeFile(`${OUT}/gallery.png`, encodePng(await drawGallery()));
await build({ logLevel: 'warn' });
const server = createStaticHost('dist');
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
await photograph(browser, `http://localhost:${(server.address() as AddressInfo).port}/`);
await browser.close();
server.close();
