/* How the editor is laid out, and how it draws. */
import { expect } from '@playwright/test';
import type { PngPixels } from '../../core/png/index.ts';
import { giveHand, openPoseJsonFrom, presetPose } from '../../core/pose/index.ts';
import { ArmaturePage, psnr } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

function personWithHand(): string {
  const pose = presetPose('standing', { width: 512, height: 512 });
  return JSON.stringify(openPoseJsonFrom(giveHand(pose, 0, 'right', 'open')));
}

/** On black; of px that hardly cover anything the colour says nothing. */
function onBlack({ width, height, data }: PngPixels): PngPixels {
  const flat = data.map((value, i) => (i % 4 === 3 ? 255 : (value * (data[i - (i % 4) + 3] ?? 0)) / 255));
  return { width, height, data: flat };
}

test('what a drag draws again in part is the drawing that a fresh page makes of the pose', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.openJson(page.getByLabel('Pose files'), personWithHand());
  for (let person = 1; person <= 3; person++) await page.keyboard.press('n');
  await expect(armature.joint(4, 'neck')).toBeVisible();
  for (const [name, by] of [
    ['right elbow', { x: -40, y: -50 }],
    ['left knee', { x: 35, y: -20 }],
    ['nose', { x: 12, y: 18 }],
  ] as const) {
    const box = await armature.joint(2, name).boundingBox();
    if (!box) throw new Error(`${name} is not on the screen`);
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 6 });
    await page.mouse.up();
  }
  const drawn = await armature.pixelsOf(armature.drawing);
  await page.reload();
  await expect(armature.joint(4, 'neck')).toBeVisible();
  const fresh = await armature.pixelsOf(armature.drawing);
  // A clip changes how edges are smoothed at a few px; a limb that was left over would give 35 dB.
  expect(psnr(onBlack(drawn), onBlack(fresh))).toBeGreaterThan(45);
});

test('the toolbar is one row on desktops, two on phones, and nothing of it is cut off', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const rows = (): Promise<number> =>
    page.locator('.toolbar').evaluate((toolbar) => {
      const buttons = [...toolbar.querySelectorAll('button')].filter((button) => button.offsetWidth > 0);
      const boxes = buttons.map((button) => button.getBoundingClientRect());
      const { left, right } = toolbar.getBoundingClientRect();
      if (boxes.some((box) => box.left < left - 1 || box.right > right + 1)) return Number.NaN;
      if (boxes.some(({ width, height }) => width < 24 || height < 24)) return Number.NaN;
      return new Set(boxes.map(({ top, height }) => Math.round((top + height / 2) / 8))).size;
    });
  for (const expanded of [false, true]) {
    if (expanded) await page.getByRole('button', { name: 'Fill the page' }).click();
    for (const width of [1920, 1440, 1280, 1240, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await rows(), `${width} px, ${expanded ? 'all of the page' : 'a card'}`).toBe(1);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await rows(), 'phone').toBe(2);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

test('the note on an import leaves the zoom bar free', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: 'Fill the page' }).click();
  await armature.openJson(page.getByLabel('Pose files'), personWithHand());
  // Small stages have the bar only where not all of the canvas is in sight.
  await page.keyboard.press('+');
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    const note = await page.getByLabel('Opened files').boundingBox();
    const zoom = await page.getByRole('toolbar', { name: 'Zoom' }).boundingBox();
    if (!note || !zoom) throw new Error('One of them is not on the screen.');
    const apart =
      note.x + note.width <= zoom.x || note.y + note.height <= zoom.y || zoom.y + zoom.height <= note.y;
    expect(apart, `${width} px`).toBe(true);
  }
});
