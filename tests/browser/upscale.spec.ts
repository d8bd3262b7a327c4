/* A picture of the built-in model is enlarged in the gallery, is kept so, and tells it in its file. */
import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { decodePng, readPngTexts } from '../../core/png/index.ts';
import { SIDE } from '../drivers/built-in.ts';
import { ArmaturePage } from '../drivers/page.ts';

test('a picture is upscaled, shown with its new size, and kept over a reload', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.generate();
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Gallery' });
  await dialog.getByRole('gridcell').first().click();
  await expect(dialog.getByText(new RegExp(`^${SIDE} × ${SIDE} px`))).toBeVisible();
  await dialog.getByRole('button', { name: 'Upscale ×2' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText(`${2 * SIDE} × ${2 * SIDE} px, is in the gallery`, {
    timeout: 120_000,
  });
  await expect(dialog.getByText(new RegExp(`^${2 * SIDE} × ${2 * SIDE} px`))).toBeVisible();
  await expect(dialog.getByRole('group', { name: /^Picture, zoom/ })).toBeFocused();
  await expect(dialog.getByText('2 times, by armature-upscaler')).toBeVisible();
  const sizes = dialog.locator('.zoom-stage img');
  await expect
    .poll(() =>
      sizes.evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth)),
    )
    .toEqual([2 * SIDE]);

  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save PNG' }).click();
  const bytes = new Uint8Array(await readFile(await (await saved).path()));
  expect(decodePng(bytes)).toMatchObject({ width: 2 * SIDE, height: 2 * SIDE });
  const { parameters, postprocessing, armature: record } = readPngTexts(bytes);
  expect(parameters).toContain(`Size: ${SIDE}x${SIDE}`);
  expect(postprocessing).toBe('Postprocess upscale by: 2, Postprocess upscaler: armature-upscaler');
  expect(JSON.parse(record ?? '')).toMatchObject({
    ...{ width: SIDE, upscaled: { model: 'armature-upscaler', factor: 2 } },
    pose: expect.anything(),
  });

  await page.reload();
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await expect(dialog.getByRole('gridcell')).toHaveCount(2);
  await dialog.getByRole('gridcell').first().click();
  await expect(dialog.getByText(new RegExp(`^${2 * SIDE} × ${2 * SIDE} px`))).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Use this pose' })).toBeVisible();
});
