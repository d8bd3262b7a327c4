/* The gallery on a shelf that is filled behind the page's back: finding, keys, deleting, two tabs, files in and out. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { readPngTexts } from '../../core/png/index.ts';
import { fillShelf } from '../../tools/bench/fill-gallery.ts';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';

const COUNT = 60;

/** Opens the page, waits until it has its shelf, fills that, and opens the gallery. */
async function openGallery(page: Page, count = COUNT): Promise<Locator> {
  await new ArmaturePage(page).open();
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
    .toContain('armature.gallery');
  await fillShelf(page, { count });
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Gallery' });
  await expect(dialog.getByText(`${count} pictures`)).toBeVisible();
  return dialog;
}

const cells = (dialog: Locator): Locator => dialog.getByRole('gridcell');
const cell = (dialog: Locator, words: string | RegExp): Locator =>
  dialog.getByRole('gridcell', { name: words });

test('pictures are found by words, model, place and favour', async ({ page }) => {
  const dialog = await openGallery(page);
  const search = dialog.getByRole('searchbox', { name: 'Search pictures' });
  await search.fill('robot BLUE');
  await expect(dialog.getByText('15 of 60 pictures')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Model' }).selectOption('other-model');
  await expect(dialog.getByText('5 of 60 pictures')).toBeVisible();
  await search.fill('');
  await dialog.getByRole('combobox', { name: 'Model' }).selectOption('Every model');
  await dialog.getByRole('combobox', { name: 'Made on' }).selectOption('ComfyUI');
  await expect(dialog.getByText('8 of 60 pictures')).toBeVisible();
  await dialog.getByRole('button', { name: 'Favourites' }).click();
  await search.fill('no such words');
  await expect(dialog.getByText('No picture fits.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Show all' }).click();
  await expect(dialog.getByText('60 pictures', { exact: false })).toBeVisible();
});

test('the grid is walked, selected in and emptied by keys, and a deletion is undone', async ({ page }) => {
  const dialog = await openGallery(page);
  await cell(dialog, 'a red dancer in the rain 0,').focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell(dialog, 'a blue robot 1,')).toBeFocused();
  await page.keyboard.press('End');
  await expect(cell(dialog, 'portrait of a sailor 59,')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(dialog.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(dialog.getByText('3 pictures deleted.')).toBeVisible();
  await expect(dialog.getByText('57 pictures')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByText('60 pictures')).toBeVisible();
  await cell(dialog, 'a blue robot 1,').focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('2 / 60')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cells(dialog).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('one picture shows how it was made, and gives its settings and its pose back', async ({ page }) => {
  const dialog = await openGallery(page);
  await cell(dialog, 'a knight, oil painting 2,').click();
  await expect(dialog.getByRole('img', { name: 'a knight, oil painting 2' })).toBeVisible();
  await expect(dialog.getByText('1002', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Skeleton' }).click();
  await expect(dialog.getByRole('img', { name: 'Skeleton' })).toBeVisible();
  const surface = dialog.getByRole('group', { name: /^Picture, zoom/ });
  await surface.focus();
  const whole = await dialog.getByText(/^\d+ %$/).innerText();
  await page.keyboard.press('+');
  expect(await dialog.getByText(/^\d+ %$/).innerText()).not.toBe(whole);
  await page.keyboard.press('0');
  await expect(dialog.getByText(whole, { exact: true })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByText('4 / 60')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await dialog.getByRole('button', { name: 'Use these settings' }).click();
  await expect(dialog.getByText('The model other-model is not on this device')).toBeVisible();
  await dialog.getByRole('button', { name: 'Use this pose' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue(
    'a knight, oil painting 2',
  );
  await expect(page.getByRole('spinbutton', { name: 'Seed', exact: true })).toHaveValue('1002');
  await expect(page.getByRole('checkbox', { name: 'New each time' })).not.toBeChecked();
});

test('two pictures are compared by a slider and side by side', async ({ page }) => {
  const dialog = await openGallery(page);
  await cell(dialog, 'a red dancer in the rain 0,').click({ modifiers: ['Control'] });
  await cell(dialog, 'a blue robot 1,').click({ modifiers: ['Control'] });
  await dialog.getByRole('button', { name: 'Compare' }).click();
  const second = dialog.getByRole('img', { name: 'Second: a blue robot 1' });
  await expect(second).toHaveCSS('clip-path', 'inset(0px 0px 0px 50%)');
  await dialog.getByRole('slider').fill('80');
  await expect(second).toHaveCSS('clip-path', 'inset(0px 0px 0px 80%)');
  await expect(dialog.getByRole('row', { name: 'Seed 1000 1001' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Side by side' }).click();
  await expect(second).toHaveCSS('clip-path', 'none');
});

test('two tabs see what the other one does', async ({ context, page }) => {
  const dialog = await openGallery(page, 6);
  const other = await context.newPage();
  await new ArmaturePage(other).open();
  await other.getByRole('button', { name: 'Gallery', exact: true }).click();
  const there = other.getByRole('dialog', { name: 'Gallery' });
  await expect(there.getByText('6 pictures')).toBeVisible();
  // A tab in the background draws no frames, and nothing in it can be pressed.
  await page.bringToFront();
  await cell(dialog, 'a blue robot 1,').click();
  await dialog.getByRole('button', { name: 'Favourite' }).click();
  await expect(cell(there, /a blue robot 1,.*favourite/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(there.getByText('5 pictures')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(there.getByText('6 pictures')).toBeVisible();
});

test('pictures go out as a ZIP file and come in from one of ComfyUI', async ({ page }) => {
  const dialog = await openGallery(page, 6);
  await cell(dialog, 'a red dancer in the rain 0,').press('Control+a');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const packed = unzipSync(await readFile(await (await download).path()));
  expect(Object.keys(packed)).toHaveLength(7);
  expect(JSON.parse(new TextDecoder().decode(packed['pictures.json']))).toMatchObject({
    pictures: [{ settings: { seed: 1000 } }, {}, {}, {}, {}, {}],
  });
  await dialog.getByLabel('Pictures to import').setInputFiles('tests/fixtures/recipes/comfyui-default.png');
  await expect(dialog.getByText('7 pictures')).toBeVisible();
  await dialog.getByRole('button', { name: 'Select nothing' }).click();
  await cell(dialog, 'a castle').click();
  await expect(dialog.getByText('detail 0.5, grain -0.25')).toBeVisible();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save PNG' }).click();
  const texts = readPngTexts(await readFile(await (await saved).path()));
  expect(texts['prompt']).toContain('KSampler');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const dialog = await openGallery(page, 12);
    const check = async (): Promise<void> => {
      const { violations } = await axe(page).include('[role=dialog]').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    };
    await cell(dialog, 'a red dancer in the rain 0,').press('Space');
    await cell(dialog, 'a blue robot 1,').press('Space');
    await check();
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await expect(dialog.getByRole('slider')).toBeVisible();
    await check();
    await dialog.getByRole('button', { name: 'All pictures' }).click();
    await dialog.getByRole('button', { name: 'Select nothing' }).click();
    await cell(dialog, 'a blue robot 1,').click();
    await expect(dialog.getByRole('button', { name: 'Use this pose' })).toBeVisible();
    await check();
  });
}
