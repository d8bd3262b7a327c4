import { expect, test } from '@playwright/test';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';

test('a run of several pictures shows them all, and the chosen one is saved', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.setNumber('Steps, exact value', 2);
  await armature.setNumber('Pictures, exact value', 3);
  await armature.useSeed(11);
  await armature.generate();
  const pictures = page.getByRole('group', { name: 'Pictures of this run' }).getByRole('button');
  await expect(pictures).toHaveCount(3);
  const first = await armature.pixelsOf(armature.picture);
  await pictures.nth(2).click();
  await expect.poll(async () => (await armature.pixelsOf(armature.picture)).data).not.toEqual(first.data);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save PNG' }).click();
  expect((await download).suggestedFilename()).toBe('armature-11-3.png');
});

test('a stopped run goes on where it was', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  await armature.setNumber('Steps, exact value', 30);
  await armature.useSeed(5);
  await armature.generateButton.click();
  await expect(armature.progress).toHaveAttribute('aria-valuetext', /step [2-9]/, { timeout: 60_000 });
  await armature.cancelButton.click();
  const goOn = page.getByRole('button', { name: /^Go on from step \d+ of 30$/ });
  await expect(goOn).toBeVisible();
  await goOn.click();
  await expect(armature.picture).toBeVisible({ timeout: 120_000 });
  await expect(goOn).toBeHidden();
});

test('what is painted on the result changes, and the rest stays', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.setNumber('Steps, exact value', 4);
  await armature.generate();
  const before = await armature.pixelsOf(armature.picture);
  await page.getByText('Start from a picture').click();
  await page.getByRole('button', { name: 'Use result' }).click();
  await armature.setNumber('Change, exact value', 1);
  const start = page.getByRole('img', { name: 'Picture to start from' });
  await start.scrollIntoViewIfNeeded();
  const box = (await start.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.2, { steps: 4 });
  await page.mouse.up();
  await armature.useSeed(77);
  await armature.generate();
  const after = await armature.pixelsOf(armature.picture);
  const changedIn = (top: number, bottom: number): number => {
    const rows = [Math.round(top * before.height), Math.round(bottom * before.height)] as const;
    const [from, to] = rows.map((row) => row * before.width * 4) as [number, number];
    return before.data.slice(from, to).filter((value, i) => value !== after.data[from + i]).length;
  };
  expect(changedIn(0.15, 0.25)).toBeGreaterThan(500);
  expect(changedIn(0.4, 1)).toBe(0);
});

test('settings are compared in a labelled sheet', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.setNumber('Steps, exact value', 2);
  await page.getByRole('button', { name: 'Compare settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare settings' });
  await dialog.getByRole('textbox', { name: 'Values of the columns' }).fill('1, 21');
  await dialog.getByRole('button', { name: 'Make the pictures' }).click();
  await expect(dialog.getByRole('alert')).toContainText('guidance');
  await dialog.getByRole('textbox', { name: 'Values of the columns' }).fill('1, 4');
  await dialog.getByRole('combobox', { name: 'Rows' }).selectOption('Sampler');
  await dialog.getByRole('textbox', { name: 'Values of the rows' }).fill('euler, heun');
  await dialog.getByRole('button', { name: 'Make the pictures' }).click();
  await expect(dialog.getByText('4 of 4 pictures')).toBeVisible({ timeout: 120_000 });
  await expect(dialog.getByRole('columnheader')).toHaveText(['1', '4']);
  await expect(dialog.getByRole('rowheader')).toHaveText(['Euler', 'Heun']);
  await expect(dialog.getByRole('img')).toHaveCount(4);
  const save = dialog.getByRole('button', { name: 'Save sheet' });
  await page.evaluate(() => {
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...asked: unknown[]) {
      // Small pictures for the gallery are drawn at the same time.
      if (this.width < 512) return Reflect.apply(getContext, this, asked) as null;
      OffscreenCanvas.prototype.getContext = getContext;
      throw new Error('no canvas');
    };
  });
  await save.click();
  await expect(dialog.getByRole('alert')).toContainText('no canvas');
  const download = page.waitForEvent('download');
  await save.click();
  expect((await download).suggestedFilename()).toBe('armature-comparison.png');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about where everything is open, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const armature = new ArmaturePage(page);
    await armature.open();
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByText('Start from a picture').click();
    await page.getByText('More settings').click();
    await page.getByLabel('Picture to start from').setInputFiles('docs/pictures/gallery.png');
    await expect(page.getByRole('img', { name: 'Picture to start from' })).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Person 2' })).toBeChecked();
    expect((await axe(page).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: 'Compare settings' }).click();
    await expect(page.getByRole('dialog', { name: 'Compare settings' })).toBeVisible();
    expect((await axe(page).include('.dialog').analyze()).violations).toEqual([]);
  });
}
