/* The page generates, with no network once it is loaded. */
import { expect, test } from '@playwright/test';
import { readPngTexts } from '../../core/png/index.ts';
import { ArmaturePage, psnr } from '../drivers/page.ts';

test('one click on the first visit gives a picture on WASM, offline', async ({ page, context }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  await context.setOffline(true);
  await armature.generate();
  await expect(page.locator('.facts').getByText('CPU (WASM)')).toBeVisible();
  const first = await armature.pixelsOf(armature.picture);
  await armature.generate();
  const second = await armature.pixelsOf(armature.picture);
  expect(second.width).toBe(first.width);
  expect(psnr(first, second), 'a new seed gives another picture').toBeLessThan(40);
  expect(complaints, 'nothing was refused by the content security policy, nothing threw').toEqual([]);
});

test('the same seed gives the same picture, and the PNG carries what made it', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.useSeed(7);
  await armature.setNumber('Steps, exact value', 4);
  await armature.generate();
  const first = await armature.pixelsOf(armature.picture);
  await armature.generate();
  expect(psnr(first, await armature.pixelsOf(armature.picture))).toBe(Infinity);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save PNG' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('armature-7.png');
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const texts = readPngTexts(new Uint8Array(Buffer.concat(chunks)));
  expect(texts['parameters']).toContain('Steps: 4, Sampler: ');
  expect(texts['parameters']).toContain('Seed: 7');
  expect(JSON.parse(texts['armature'] ?? '')).toMatchObject({ version: 1, seed: 7, steps: 4 });
});

test('the software WebGPU adapter is recognised, and draws the same picture when it is forced', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.useSeed(11);
  await armature.setNumber('Steps, exact value', 1);
  await armature.setNumber('Guidance, exact value', 1);
  await armature.generate();
  const onCpu = await armature.pixelsOf(armature.picture);
  await page.locator('.backend').click();
  await expect(page.getByText('only a software GPU')).toBeVisible();
  await page.keyboard.press('Escape');

  await armature.chooseBackend('GPU (WebGPU)');
  await armature.generate();
  await expect(page.locator('.facts').getByText('GPU (WebGPU)')).toBeVisible();
  expect(psnr(onCpu, await armature.pixelsOf(armature.picture))).toBeGreaterThan(40);
});

test('cancel stops within a step and the next picture comes', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.setNumber('Steps, exact value', 50);
  await armature.generateButton.click();
  await expect(page.getByText(/step [1-9]\d* of 50/)).toBeVisible({ timeout: 60_000 });
  await armature.cancelButton.click();
  await expect(armature.generateButton).toBeVisible();
  await expect(armature.picture).toHaveCount(0);
  await armature.setNumber('Steps, exact value', 2);
  await armature.generate();
  await expect(armature.picture).toBeVisible();
});

test('a second press ends the worker, and a fresh one takes over', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.setNumber('Steps, exact value', 50);
  await armature.generateButton.click();
  await expect(page.getByText(/step [1-9]\d* of 50/)).toBeVisible({ timeout: 60_000 });
  await page.evaluate(() => {
    const press = (name: string): void =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click();
    press('Cancel');
    // React renders the second button in a microtask.
    setTimeout(() => press('Stop now'), 0);
  });
  await expect(armature.generateButton).toBeVisible({ timeout: 3000 });
  await armature.setNumber('Steps, exact value', 2);
  await armature.generate();
  await expect(armature.picture).toBeVisible();
});

test('a damaged model file is refused with words, and trying again works', async ({ page }) => {
  const armature = new ArmaturePage(page);
  let damaged = true;
  await page.route('**/unet/*.safetensors', (route) =>
    damaged ? route.fulfill({ body: Buffer.alloc(100), status: 200 }) : route.continue(),
  );
  await armature.open();
  await armature.setNumber('Steps, exact value', 2);
  await armature.generateButton.click();
  const failure = page.getByRole('alert');
  await expect(failure).toContainText('The model is damaged');
  await expect(failure).toContainText('unet/');
  damaged = false;
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect(armature.picture).toBeVisible({ timeout: 120_000 });
});

test('pose, prompt and settings are there again after a reload', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'right wrist').focus();
  await page.keyboard.press('Shift+ArrowUp');
  const moved = await armature.jointAt(1, 'right wrist');
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a robot on a green background');
  await armature.setNumber('Steps, exact value', 9);
  await page.reload();
  await expect(armature.generateButton).toBeVisible();
  expect(await armature.jointAt(1, 'right wrist')).toEqual(moved);
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue(
    'a robot on a green background',
  );
  await expect(page.getByRole('spinbutton', { name: 'Steps, exact value' })).toHaveValue('9');
});
