/*
 * The pictures of the guide: `npm run pictures` photographs the steps that docs/guide.md tells, in the order in which it does.
 */
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { chromium, type Locator, type Page } from 'playwright';
import { createStaticHost } from '../server/static-host.ts';
import { findChromium } from './cli/find-chromium.ts';

const OUT = 'docs/pictures/guide';
const VIEWPORT = { width: 1200, height: 800 };
const DRAWN_MS = 180_000;
/** Dialogs come in with a short movement. */
const SETTLED_MS = 600;
/** Around a part of the page, px. */
const MARGIN = 16;

async function photograph(page: Page, name: string, part?: Locator): Promise<void> {
  await page.waitForTimeout(SETTLED_MS);
  const box = await part?.boundingBox();
  const clip = box && {
    ...{ x: box.x - MARGIN, y: box.y - MARGIN + (await page.evaluate(() => scrollY)) },
    ...{ width: box.width + 2 * MARGIN, height: box.height + 2 * MARGIN },
  };
  await page.screenshot({ path: `${OUT}/${name}.png`, ...(clip && { clip, fullPage: true }) });
  console.log(name);
}

async function openDialog(page: Page, button: string | RegExp, name: string): Promise<Locator> {
  await page
    .getByRole('button', { name: button, exact: typeof button === 'string' })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.waitFor();
  return dialog;
}

async function close(page: Page, dialog: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

async function choosePose(page: Page): Promise<void> {
  const poses = await openDialog(page, 'Poses', 'Poses');
  await poses.getByRole('searchbox').fill('dancing');
  await photograph(page, 'poses');
  await poses.getByRole('listitem').first().getByRole('button').first().click();
  await poses.waitFor({ state: 'hidden' });
}

async function edit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fill the page' }).click();
  const wrist = page.getByRole('button', { name: /^Person 1, right wrist,/ });
  await wrist.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowUp');
  await photograph(page, 'editor');
  await page.getByRole('button', { name: 'Leave the full page' }).click();
}

async function draw(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt);
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.locator('.result > .picture:not([data-status=done])').waitFor();
  await page.locator('.result > .picture[data-status=done]').waitFor({ timeout: DRAWN_MS });
}

const PROMPTS = [
  'a woman with black hair wearing a yellow shirt and blue jeans on a beach',
  'a robot with a purple body, green background',
  'a man with brown hair wearing a red sweater and grey trousers in a forest',
] as const;

async function walk(page: Page): Promise<void> {
  await page.locator('.backend', { hasText: /^\s*(?:CPU|GPU)\s*$/ }).waitFor({ timeout: DRAWN_MS });
  await choosePose(page);
  await edit(page);
  for (const prompt of PROMPTS) await draw(page, prompt);
  await page.getByRole('button', { name: 'Check the pose' }).click();
  await page.getByText('Measured by Armature keypoints.').waitFor({ timeout: DRAWN_MS });
  await photograph(page, 'result', page.locator('.result'));
  for (const [name, button, title] of [
    ['gallery', 'Gallery', 'Gallery'],
    ['share', 'Share', 'Share'],
    ['detect', /^Detect a pose/, 'Detect a pose'],
  ] as const) {
    const dialog = await openDialog(page, button, title);
    await photograph(page, name);
    await close(page, dialog);
  }
}

await mkdir(OUT, { recursive: true });
const server = createStaticHost('dist');
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage({
  viewport: VIEWPORT,
  colorScheme: 'light',
  reducedMotion: 'reduce',
  serviceWorkers: 'block',
});
await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
await walk(page);
await browser.close();
server.close();
