/* The pose editor with the keyboard alone: where the focus goes. */
import { expect } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

test('Tab reaches the joints with nobody selected, and keys go on where a menu or a list was opened', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.locator('.stage-handles').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(armature.joint(1, 'nose')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Hide nose' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(armature.joint(1, 'nose')).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(armature.joint(1, 'nose')).toBeFocused();
});

test('Delete goes from joint to joint, and does not end with the person', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'right knee').focus();
  await page.keyboard.press('Delete');
  await expect(armature.joint(1, 'right ankle')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(armature.joint(1, 'left hip')).toBeFocused();
  await expect(armature.joint(1, 'neck')).toHaveCount(1);
  await expect(armature.joint(1, 'right knee')).toHaveCount(0);
});
