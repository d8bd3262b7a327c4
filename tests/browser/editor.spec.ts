/* The pose editor by mouse, touch and keyboard. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { ArmaturePage, psnr } from '../drivers/page.ts';

async function centreOf(
  armature: ArmaturePage,
  person: number,
  name: string,
): Promise<{ x: number; y: number }> {
  const box = await armature.joint(person, name).boundingBox();
  if (!box) throw new Error(`${name} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function peopleOn(page: Page): Promise<number> {
  return page.getByRole('button', { name: /^Person \d+, neck,/ }).count();
}

test('dragging a joint with the mouse changes the drawing; undo and redo take it back and forth', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const before = await armature.pixelsOf(armature.drawing);
  const wrist = await centreOf(armature, 1, 'right wrist');
  const start = await armature.jointAt(1, 'right wrist');
  await page.mouse.move(wrist.x, wrist.y);
  await page.mouse.down();
  await page.mouse.move(wrist.x - 30, wrist.y - 60, { steps: 6 });
  await page.mouse.up();
  const end = await armature.jointAt(1, 'right wrist');
  expect(end.x).toBeLessThan(start.x - 20);
  expect(end.y).toBeLessThan(start.y - 40);
  expect(psnr(before, await armature.pixelsOf(armature.drawing))).toBeLessThan(40);

  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await armature.jointAt(1, 'right wrist')).toEqual(start);
  expect(psnr(before, await armature.pixelsOf(armature.drawing))).toBe(Infinity);
  await page.getByRole('button', { name: 'Redo' }).click();
  expect(await armature.jointAt(1, 'right wrist')).toEqual(end);
});

test('escape gives a drag up, and leaves no trace in the history', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'nose').focus();
  const start = await armature.jointAt(1, 'nose');
  const nose = await centreOf(armature, 1, 'nose');
  await page.mouse.move(nose.x, nose.y);
  await page.mouse.down();
  await page.mouse.move(nose.x + 50, nose.y + 20, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await armature.jointAt(1, 'nose')).toEqual(start);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('the keyboard reaches every joint, moves it and hides it', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'nose').focus();
  const start = await armature.jointAt(1, 'nose');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  expect(await armature.jointAt(1, 'nose')).toEqual({ x: start.x + 1, y: start.y + 10 });
  await page.keyboard.press('PageDown');
  await expect(armature.joint(1, 'neck')).toBeFocused();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await expect(armature.joint(1, 'left ear')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(armature.joint(1, 'left ear')).toHaveCount(0);

  await page.getByRole('button', { name: 'Show or hide joints' }).click();
  await page.getByRole('checkbox', { name: 'left ear' }).check();
  await expect(armature.joint(1, 'left ear')).toHaveCount(1);
});

test('people are added, duplicated and removed, and starting poses take their place', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  expect(await peopleOn(page)).toBe(1);
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('button', { name: 'Duplicate person' }).click();
  expect(await peopleOn(page)).toBe(3);
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Remove person' }).click();
  await expect(page.getByText('Nobody is here.')).toBeVisible();
  await page.getByRole('button', { name: 'Poses', exact: true }).click();
  await page.getByRole('button', { name: 'T-pose' }).click();
  expect(await peopleOn(page)).toBe(1);
  const [left, right] = [await armature.jointAt(1, 'left wrist'), await armature.jointAt(1, 'right wrist')];
  expect(left.x - right.x).toBeGreaterThan(200);
  await page.getByRole('button', { name: 'Reset the figure' }).click();
  expect((await armature.jointAt(1, 'left wrist')).x - right.x).toBeLessThan(left.x - right.x);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a finger drags a joint, and nothing overflows', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    const start = await armature.jointAt(1, 'left wrist');
    const { x, y } = await centreOf(armature, 1, 'left wrist');
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx: number, dy: number): Promise<unknown> =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        // A finger is not that precise: it lands beside the joint.
        touchPoints: type === 'touchEnd' ? [] : [{ x: x + 8 + dx, y: y + 6 + dy }],
      });
    await send('touchStart', 0, 0);
    await send('touchMove', 10, -20);
    await send('touchMove', 20, -40);
    await send('touchEnd', 20, -40);
    expect((await armature.jointAt(1, 'left wrist')).y).toBeLessThan(start.y - 30);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const armature = new ArmaturePage(page);
    await armature.open();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });
}
