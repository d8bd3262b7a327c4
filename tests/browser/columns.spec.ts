/* How the page is divided, by dragging and by keys. */
import { expect, type Locator } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

async function widthOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.width ?? Number.NaN;
}

test('columns are as wide as they are dragged or set by keys, after a reload as well', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const pose = page.getByRole('separator', { name: 'Width of the pose' });
  const words = page.getByRole('separator', { name: 'Width of words and settings' });
  const [stage, picture, prompt] = [
    page.locator('.stage'),
    page.locator('.picture'),
    page.locator('.prompt'),
  ];
  const before = { stage: await widthOf(stage), picture: await widthOf(picture) };
  const box = (await pose.boundingBox())!;
  const x = box.x + box.width / 2;
  await page.mouse.move(x, 300);
  await page.mouse.down();
  await page.mouse.move(x + 90, 300, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => widthOf(stage)).toBeCloseTo(before.stage + 90, 0);
  expect(await widthOf(picture)).toBeCloseTo(before.picture - 90, 0);
  // A joint is dragged where it is seen.
  const wrist = await armature.jointAt(1, 'right wrist');
  await armature.joint(1, 'right wrist').press('ArrowLeft');
  expect(await armature.jointAt(1, 'right wrist')).toEqual({ ...wrist, x: wrist.x - 1 });

  await words.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(words).toHaveAttribute('aria-valuenow', '364');
  expect(await widthOf(prompt)).toBeCloseTo(364, 0);
  await page.keyboard.press('End');
  await expect(words).toHaveAttribute('aria-valuenow', '520');
  await page.keyboard.press('Home');
  expect(await widthOf(prompt)).toBeCloseTo(280, 0);

  await page.reload();
  await expect(words).toHaveAttribute('aria-valuenow', '280');
  expect(await widthOf(prompt)).toBeCloseTo(280, 0);
  await words.dblclick();
  await expect(words).toHaveAttribute('aria-valuenow', '340');
  await pose.dblclick();
  await expect.poll(() => widthOf(stage)).toBeCloseTo(before.stage, 0);

  await page.getByRole('button', { name: 'Fill the page' }).click();
  const panels = page.getByRole('separator', { name: 'Width of the panels' });
  await panels.focus();
  await page.keyboard.press('ArrowRight');
  expect(await widthOf(page.locator('.editor-side'))).toBeCloseTo(300, 0);
  await page.getByRole('button', { name: 'Leave the full page' }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('separator')).toHaveCount(0);
});
