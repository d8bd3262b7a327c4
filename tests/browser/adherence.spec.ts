/* The page tells how well a picture keeps to its pose, and tries seeds until one does. */
import { expect, type Page, test } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';

async function matchOf(page: Page): Promise<number> {
  const text = await page.locator('.match strong').innerText({ timeout: 60_000 });
  return Number.parseInt(text, 10);
}

test('a picture of the standing pose keeps to it, and the page shows where it does not', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.useSeed(7);
  await armature.generate();
  await page.getByRole('button', { name: 'Check the pose' }).click();
  expect(await matchOf(page)).toBeGreaterThanOrEqual(50);
  await expect(page.getByText('Measured by Armature keypoints.')).toBeVisible();
  await expect(page.getByText('It knows drawings only')).toBeVisible();
  await expect(page.locator('.skeletons')).toBeHidden();
  await page.getByRole('button', { name: 'Skeletons' }).click();
  await expect(page.locator('.skeletons .skeleton-asked')).toHaveCount(1);
  await expect(page.locator('.skeletons .skeleton-found')).toHaveCount(1);
});

test('seeds are tried one after the other, and each picture is there with its match', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.useSeed(7);
  await armature.setNumber('Steps, exact value', 4);
  await armature.generate();
  await page.getByText('Try seeds until it fits').click();
  await armature.setNumber('Pose match to reach, in %, exact value', 100);
  await armature.setNumber('Pictures at the most, exact value', 2);
  await page.getByRole('button', { name: 'Try seeds' }).click();
  await expect(page.getByRole('button', { name: 'Stop trying' })).toBeVisible();
  const attempts = page.getByRole('button', { name: /^Seed \d+, pose match \d+/ });
  await expect(page.getByRole('button', { name: 'Try seeds' })).toBeVisible({ timeout: 180_000 });
  const count = await attempts.count();
  expect(count).toBeGreaterThanOrEqual(1);
  const shares = (await attempts.allInnerTexts()).map((text) => Number.parseInt(text, 10));
  expect(await matchOf(page)).toBe(Math.max(...shares));
});
