/* High contrast, chosen or asked for by the system, and the colours that a system forces on all pages. */
import { expect, type Page } from '@playwright/test';
import { axe } from '../drivers/axe.ts';
import { BUILT_IN } from '../drivers/built-in.ts';
import { weakEdges } from '../drivers/contrast.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

const DIALOGS = ['Gallery', `Model: ${BUILT_IN.label}`, 'Poses', 'Export the pose', 'Styles', 'Queue'];

async function expectContrast(page: Page, part: string): Promise<void> {
  const { violations } = await axe(page).include(part).withRules(['color-contrast-enhanced']).analyze();
  const found = violations.flatMap(({ nodes }) =>
    nodes.map(({ html, any }) => `${html}: ${any.map(({ message }) => message).join(' ')}`),
  );
  expect(found, part).toEqual([]);
  expect(await weakEdges(page, 'border'), `borders of ${part}`).toEqual([]);
}

test('contrast and theme are chosen apart, and are kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  await new ArmaturePage(page).open();
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-contrast', 'usual');
  await page.getByRole('button', { name: 'Appearance' }).click();
  const contrast = page.getByRole('group', { name: 'Contrast' });
  await expect(contrast.getByRole('radio', { name: 'As the system' })).toBeChecked();
  await page.emulateMedia({ contrast: 'more' });
  await expect(root).toHaveAttribute('data-contrast', 'more');
  await contrast.getByRole('radio', { name: 'Usual' }).check();
  await expect(root).toHaveAttribute('data-contrast', 'usual');
  await contrast.getByRole('radio', { name: 'High contrast' }).check();
  await page.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: 'Dark' }).check();
  await page.emulateMedia({ contrast: 'no-preference' });
  await page.reload();
  await expect(root).toHaveAttribute('data-contrast', 'more');
  await expect(root).toHaveAttribute('data-theme', 'dark');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in high contrast words have 7:1, edges and rings of focus 3:1, ${colorScheme}`, async ({ page }) => {
    // Without what fades from one colour to another.
    await page.emulateMedia({ colorScheme, contrast: 'more', reducedMotion: 'reduce' });
    const armature = new ArmaturePage(page);
    await armature.open();
    await page.getByText('More settings').click();
    await page.getByText('Start from a picture').click();
    await expect(page.getByRole('button', { name: 'Compare settings' })).toBeVisible();
    await expectContrast(page, 'body');
    await page.locator('.backend').focus();
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      // Joints draw their ring themselves.
      if (await page.locator('.handle:focus').count()) continue;
      expect(await weakEdges(page, 'focus')).toEqual([]);
    }
    for (const name of DIALOGS) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expect(page.getByText('One moment')).toHaveCount(0);
      await expectContrast(page, '[role=dialog]');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.getByRole('button', { name: 'Fill the page' }).click();
    await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
    await expectContrast(page, '.editor');
  });
}

test('in forced colours nothing is told by a background that is gone', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const usual = await armature.pixelsOf(armature.drawing);
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  expect((await armature.pixelsOf(armature.drawing)).data).toEqual(usual.data);
  const background = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.getByRole('button', { name: 'Fill the page' }).click();
  await expect(page.locator('.person-row')).toBeVisible();
  const canvas = await background('body');
  for (const selector of [
    '.segment[aria-pressed=true]',
    '.person-row[aria-selected=true]',
    '.toolbar .button[aria-pressed=true]',
    '.chip[aria-pressed=true]',
  ]) {
    expect(await background(selector), selector).not.toBe(canvas);
  }
  // A limb on the map is drawn in its colour.
  const limb = page.locator('.map-limb-line').first();
  const stroke = await limb.evaluate((element) => getComputedStyle(element).stroke);
  await page.emulateMedia({ forcedColors: 'none' });
  expect(stroke).toBe(await limb.evaluate((element) => getComputedStyle(element).stroke));
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('button', { name: 'Leave the full page' }).click();
  const slider = page.getByRole('slider', { name: 'Steps' });
  await slider.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  expect(await slider.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  const track = await slider.evaluate(
    (element) => getComputedStyle(element, '::-webkit-slider-runnable-track').backgroundColor,
  );
  expect(track).not.toBe(canvas);
  expect(await weakEdges(page, 'border')).toEqual([]);
});
