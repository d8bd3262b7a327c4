/* The library of poses: choosing, searching, saving, files, and what happens without storage. */
import { expect, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

async function openPoses(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Poses', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Poses' });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function savePose(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name: /^Yours/ }).click();
  await dialog.getByRole('button', { name: 'Save this pose' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('button', { name, exact: true })).toBeVisible();
}

async function peopleOn(page: Page): Promise<number> {
  return page.getByRole('button', { name: /^Person \d+, neck,/ }).count();
}

test('a pose is found by words, taken over, mirrored, added and undone', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const standing = await armature.jointAt(1, 'left wrist');
  let dialog = await openPoses(page);
  await expect(dialog.getByRole('searchbox', { name: 'Search poses' })).toBeFocused();
  await page.keyboard.type('point viewer');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await dialog.getByRole('searchbox').fill('direction index');
  await dialog.getByRole('button', { name: 'Pointing', exact: true }).click();
  await expect(dialog).toBeHidden();
  const pointing = await armature.jointAt(1, 'left wrist');
  // The hand has come up to the shoulder.
  const shoulder = await armature.jointAt(1, 'left shoulder');
  expect(standing.y).toBeGreaterThan(shoulder.y + 90);
  expect(Math.abs(pointing.y - shoulder.y)).toBeLessThan(30);

  dialog = await openPoses(page);
  await dialog.getByRole('button', { name: 'Mirrored' }).click();
  await dialog.getByRole('radio', { name: 'Add' }).check();
  await dialog.getByRole('searchbox').fill('handshake');
  await dialog.getByRole('button', { name: 'Shaking hands' }).click();
  expect(await peopleOn(page)).toBe(3);
  expect(await armature.jointAt(1, 'left wrist')).toEqual(pointing);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await peopleOn(page)).toBe(1);
});

test('arrows walk through the grid, thumbnails come into view, and enter takes a pose over', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const dialog = await openPoses(page);
  const drawings = dialog.locator('.pose-drawing img');
  await expect.poll(() => drawings.count()).toBeGreaterThan(12);
  expect(await drawings.count()).toBeLessThan(120);
  const first = dialog.getByRole('button', { name: 'Standing', exact: true }).last();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('button', { name: 'T-pose' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(dialog.getByRole('button', { name: 'Seen from above', exact: true })).toBeFocused();
  // Drawn between frames, which are slow without a GPU.
  await expect(dialog.getByRole('listitem').last().locator('img')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const [left, right] = [await armature.jointAt(1, 'left wrist'), await armature.jointAt(1, 'right wrist')];
  expect(left.x - right.x).toBeGreaterThan(200);

  const again = await openPoses(page);
  await again.getByRole('searchbox').fill('handstand');
  await again.getByRole('button', { name: 'Random' }).click();
  await expect(again).toBeHidden();
  expect((await armature.jointAt(1, 'neck')).y).toBeGreaterThan((await armature.jointAt(1, 'left hip')).y);
});

test('own poses outlive a reload, are renamed, deleted and brought back', async ({ page }) => {
  await new ArmaturePage(page).open();
  await savePose(await openPoses(page), 'My wave');
  await page.reload();
  const dialog = await openPoses(page);
  await dialog.getByRole('button', { name: 'Yours 1' }).click();
  await dialog.getByRole('button', { name: 'More for My wave' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const rename = page.getByRole('dialog', { name: 'Rename “My wave”' });
  await rename.getByRole('textbox', { name: 'Name' }).fill('Greeting');
  await rename.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByRole('button', { name: 'More for Greeting' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(dialog.getByText('Nothing is saved yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByRole('button', { name: 'Greeting', exact: true })).toBeVisible();
  await page.reload();
  const after = await openPoses(page);
  await after.getByRole('button', { name: 'Yours 1' }).click();
  await expect(after.getByRole('button', { name: 'Greeting', exact: true })).toBeVisible();
});

test('a collection goes out and comes back, a bad entry costs nothing, and axe is content', async ({
  page,
}) => {
  await new ArmaturePage(page).open();
  const dialog = await openPoses(page);
  await savePose(dialog, 'Alpha');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export 1 pose' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const collection = JSON.parse(text) as { poses: Record<string, unknown>[] };
  const poses = [
    { ...collection.poses[0], name: 'Beta' },
    { ...collection.poses[0], name: 'Gamma', people: [{ pose_keypoints_2d: [1] }] },
  ];
  const file = (name: string, content: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles([file('set.json', JSON.stringify({ ...collection, poses })), file('bad.json', '{')]);
  await expect(dialog.getByRole('button', { name: 'Beta', exact: true })).toBeVisible();
  await expect(dialog.getByText('One pose is added.')).toBeVisible();
  await expect(dialog.getByText(/^"Gamma": people/)).toBeVisible();
  await expect(dialog.getByText(/"bad.json" is no JSON/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Alpha', exact: true })).toBeVisible();

  // Cards are all alike: a shelf of few is looked at as well as one of many.
  for (const shelf of ['Yours 2', 'Portraits']) {
    await dialog.getByRole('button', { name: shelf, exact: true }).click();
    const { violations } = await axe(page).include('[role=dialog]').analyze();
    expect(violations).toEqual([]);
  }
});

test('without a database the page says so, and poses stay all the same', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await new ArmaturePage(page).open();
  const dialog = await openPoses(page);
  await savePose(dialog, 'Only now');
  await expect(dialog.getByText(/does not keep anything here.*for now/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Only now', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  const again = await openPoses(page);
  await again.getByRole('button', { name: /^Yours/ }).click();
  await expect(again.getByRole('button', { name: 'Only now', exact: true })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the dialog takes the whole screen, and nothing overflows', async ({ page }) => {
    await new ArmaturePage(page).open();
    const dialog = await openPoses(page);
    expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await savePose(dialog, 'A pose with quite a long name that has to wrap');
    const widths = await dialog.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(widths[0]).toBe(widths[1]);
    const more = await dialog.getByRole('button', { name: /^More for/ }).boundingBox();
    expect(Math.min(more?.width ?? 0, more?.height ?? 0)).toBeGreaterThanOrEqual(24);
  });
});
