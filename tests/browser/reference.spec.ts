/* The reference picture below the figure: from files, addresses and a camera, and after a reload. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Locator, type Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { encodePng } from '../../core/png/index.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

const launch = config.use?.launchOptions ?? {};
test.use({
  launchOptions: {
    ...launch,
    args: [...(launch.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});

/** A picture of one colour. */
function picture(width: number, height: number): Buffer {
  const data = new Uint8ClampedArray(width * height * 4).map((_, i) => [200, 60, 30, 255][i % 4] ?? 0);
  return Buffer.from(encodePng({ width, height, data }, {}));
}

async function openPanel(page: Page): Promise<Locator> {
  const panel = page.locator('.panel-section', {
    has: page.getByRole('heading', { name: 'Reference picture' }),
  });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Fill the page' }).click();
  if ((await panel.getAttribute('open')) === null) await panel.locator('summary').click();
  return panel;
}

function layer(page: Page): Locator {
  return page.locator('.reference-layer image');
}

async function openFile(page: Page, buffer: Buffer, name = 'x.png'): Promise<void> {
  await page.locator('input[aria-label="Reference picture"]').setInputFiles({
    name,
    mimeType: 'image/png',
    buffer,
  });
}

test('a file lies below the figure, is placed, kept over a reload, and removed', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  let panel = await openPanel(page);
  await openFile(page, picture(300, 150));
  await expect(layer(page)).toHaveAttribute('width', '512');
  await expect(layer(page)).toHaveAttribute('y', '128');
  await panel.getByRole('combobox', { name: 'Fit' }).selectOption('cover');
  await expect(layer(page)).toHaveAttribute('height', '512');
  await panel.getByRole('slider', { name: 'Opacity' }).fill('0.25');
  await expect(layer(page)).toHaveAttribute('opacity', '0.25');

  await page.reload();
  panel = await openPanel(page);
  await expect(layer(page)).toHaveAttribute('opacity', '0.25');
  await expect(layer(page)).toHaveAttribute('height', '512');
  const loaded = await page.locator('.reference-thumbnail').evaluate((image) => ({
    width: (image as HTMLImageElement).naturalWidth,
    height: (image as HTMLImageElement).naturalHeight,
  }));
  expect(loaded).toEqual({ width: 300, height: 150 });

  await openFile(page, Buffer.from('not a picture'), 'y.png');
  await expect(panel.getByRole('alert')).toContainText('cannot read this file as a picture');
  await expect(layer(page)).toHaveCount(1);

  await panel.getByRole('button', { name: 'Remove reference' }).click();
  await page.reload();
  await openPanel(page);
  await expect(layer(page)).toHaveCount(0);
});

test('unlocked it is dragged and scaled, and the figure stays', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const panel = await openPanel(page);
  const nose = await armature.jointAt(1, 'nose');
  await openFile(page, picture(200, 200));
  await panel.getByRole('button', { name: 'Unlock reference' }).click();
  const grip = page.locator('.reference-grip');
  const box = await grip.boundingBox();
  if (!box) throw new Error('no grip');
  const pace = 512 / box.width;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 30, { steps: 5 });
  await page.mouse.up();
  const x = await panel.getByRole('spinbutton', { name: 'Offset x' }).inputValue();
  expect(Math.abs(Number(x) - 60 * pace)).toBeLessThan(4);
  for (const key of [undefined, 'Control']) {
    const scale = panel.getByRole('spinbutton', { name: 'Scale, %' });
    const before = await scale.inputValue();
    if (key) await page.keyboard.down(key);
    await page.mouse.wheel(0, -100);
    if (key) await page.keyboard.up(key);
    await expect(scale).not.toHaveValue(before);
  }
  // The view stays as it is: the grip is as large as the canvas is seen.
  expect(await grip.boundingBox()).toEqual(box);
  expect(await armature.jointAt(1, 'nose')).toEqual(nose);

  await grip.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(grip).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('the camera gives a picture, unmirrored, and lets go', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Camera' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take a picture' });
  const video = dialog.locator('video');
  await expect(video).toHaveAttribute('data-mirrored', 'true');
  await expect
    .poll(() => video.evaluate((element) => (element as HTMLVideoElement).videoWidth))
    .toBeGreaterThan(0);
  const stream = await video.evaluateHandle(
    (element) => (element as HTMLVideoElement).srcObject as MediaStream,
  );
  await dialog.getByRole('button', { name: 'Take picture' }).click();
  await dialog.getByRole('button', { name: 'Use picture' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(layer(page)).toHaveCount(1);
  const states = await stream.evaluate((media) => media.getTracks().map(({ readyState }) => readyState));
  expect(states).toEqual(['ended']);
});

test('a camera that is refused is told about, with a way out', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  const armature = new ArmaturePage(page);
  await armature.open();
  await (await openPanel(page)).getByRole('button', { name: 'Camera' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take a picture' });
  await expect(dialog.getByRole('alert')).toContainText('This page may not use the camera.');
  await expect(dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test.describe('from an address', () => {
  let host: Server;
  let origin = '';
  const referrers: (string | undefined)[] = [];

  test.beforeAll(async () => {
    host = createServer((request, response) => {
      referrers.push(request.headers.referer);
      if (request.url === '/open.png') response.setHeader('Access-Control-Allow-Origin', '*');
      if (request.url === '/words') {
        response.setHeader('Access-Control-Allow-Origin', '*');
        response.setHeader('Content-Type', 'text/html');
      } else response.setHeader('Content-Type', 'image/png');
      response.end(picture(40, 20));
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  });
  test.afterAll(() => void host.close());

  async function fetchFrom(page: Page, address: string): Promise<void> {
    await page.getByRole('button', { name: 'Address' }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill(address);
    await page.getByRole('button', { name: 'Fetch picture' }).click();
  }

  test('it comes where the host allows it, and the reason is told where not', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    const panel = await openPanel(page);
    await fetchFrom(page, `${origin}/open.png`);
    await expect(layer(page)).toHaveAttribute('height', '256');
    expect(referrers).toEqual([undefined]);
    await fetchFrom(page, `${origin}/closed.png`);
    await expect(panel.getByRole('alert')).toContainText('lets no other page read its pictures');
    await fetchFrom(page, `${origin}/words`);
    await expect(panel.getByRole('alert')).toContainText('text/html that is no picture');
    await fetchFrom(page, 'http://example.org/x.png');
    await expect(panel.getByRole('alert')).toContainText('over HTTPS only');
    await fetchFrom(page, 'ftp://x');
    await expect(panel.getByRole('alert')).toContainText('no address of a picture');
    await expect(layer(page)).toHaveCount(1);
  });
});
