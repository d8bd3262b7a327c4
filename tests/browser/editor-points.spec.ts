/* Single points of hands and faces that come back, animals, and the toolbar by its arrows. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { giveFace, giveHand, openPoseJsonFrom, presetPose, standingAnimal } from '../../core/pose/index.ts';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

const CANVAS = { width: 512, height: 512 };

async function openFilled(page: Page): Promise<ArmaturePage> {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: 'Fill the page' }).click();
  return armature;
}

function withHand(): string {
  return JSON.stringify(openPoseJsonFrom(giveHand(presetPose('standing', CANVAS), 0, 'right', 'open')));
}

function withAnimal(): string {
  const { people } = presetPose('standing', CANVAS);
  return JSON.stringify(openPoseJsonFrom({ ...CANVAS, people: [...people, standingAnimal(CANVAS)] }));
}

/** A point in the diagram of the inspector. */
function mapPoint(page: Page, name: string): Locator {
  return page.getByRole('group', { name: /^Joints/ }).getByRole('button', { name });
}

test('Tab stops once at the toolbar, and arrows, Home and End go through it', async ({ page }) => {
  const armature = await openFilled(page);
  const toolbar = page.getByRole('toolbar', { name: 'Pose' });
  await expect(toolbar.locator('button[tabindex="0"]')).toHaveCount(1);
  const place = await armature.jointAt(1, 'nose');
  const poses = toolbar.getByRole('button', { name: 'Poses' });
  await poses.focus();
  await page.keyboard.press('ArrowRight');
  await expect(toolbar.getByRole('button', { name: '3D' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  // What cannot be done yet is still said.
  await expect(toolbar.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect(toolbar.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await page.keyboard.press('End');
  await expect(toolbar.getByRole('button', { name: 'Leave the full page' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(poses).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(poses).toBeFocused();
  expect(await armature.jointAt(1, 'nose')).toEqual(place);
  await toolbar.getByRole('button', { name: 'Add a person' }).focus();
  await page.keyboard.press('Space');
  await expect(armature.joint(2, 'nose')).toBeVisible();
  await toolbar.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(armature.joint(2, 'nose')).toHaveCount(0);
  await expect(toolbar.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await toolbar.evaluate((bar) => bar.contains(document.activeElement))).toBe(false);
});

test('a hidden point of a hand comes back by key, on its map and in the list', async ({ page }) => {
  const armature = await openFilled(page);
  await armature.openJson(page.getByLabel('Pose files'), withHand());
  const tip = armature.joint(1, 'right hand, index tip');
  await armature.joint(1, 'right wrist').focus();
  await page.keyboard.press('Enter');
  await expect(tip).toBeVisible();
  const place = await armature.jointAt(1, 'right hand, index tip');

  await tip.focus();
  await page.keyboard.press('Delete');
  await expect(tip).toHaveCount(0);
  await page.keyboard.press('Shift+H');
  expect(await armature.jointAt(1, 'right hand, index tip')).toEqual(place);

  await tip.focus();
  await expect(mapPoint(page, 'right hand, index tip')).toHaveAttribute('aria-pressed', 'true');
  await mapPoint(page, 'right hand, index tip').focus();
  await page.keyboard.press('Space');
  await expect(tip).toHaveCount(0);
  await expect(mapPoint(page, 'right hand, index tip, hidden')).toBeFocused();
  await page.keyboard.press('Space');
  expect(await armature.jointAt(1, 'right hand, index tip')).toEqual(place);
  await mapPoint(page, 'right hand, thumb tip').dblclick();
  await expect(armature.joint(1, 'right hand, thumb tip')).toHaveCount(0);
  await page.getByRole('button', { name: 'Bring hidden joints back' }).click();
  await expect(armature.joint(1, 'right hand, thumb tip')).toBeVisible();

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Joints of Person 1' }).click();
  await page.getByRole('menuitem', { name: 'Right hand' }).click();
  const item = page.getByRole('menuitemcheckbox', { name: 'right hand, index tip' });
  await item.click();
  await expect(tip).toHaveCount(0);
  await item.click();
  await expect(tip).toHaveCount(1);
});

test('an animal is drawn, posed, taken back and written again', async ({ page }) => {
  const armature = await openFilled(page);
  await armature.openJson(page.getByLabel('Pose files'), withAnimal());
  await expect(page.getByText('OpenPose JSON: 1 person and 1 animal')).toBeVisible();
  const paw = page.getByRole('button', { name: /^Animal 2, left front paw,/ });
  const before = (await paw.getAttribute('aria-label')) ?? '';
  const box = await paw.boundingBox();
  if (!box) throw new Error('The paw is not on the screen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y - 30, { steps: 4 });
  await page.mouse.up();
  await expect(paw).not.toHaveAttribute('aria-label', before);
  const pixels = await armature.pixelsOf(armature.drawing);
  const lit = new Set<string>();
  for (let i = 0; i < pixels.data.length; i += 4) lit.add(pixels.data.subarray(i, i + 3).join());
  // The lines of the back and of the front leg that was dragged.
  expect(lit.has('255,0,255') && lit.has('255,50,255')).toBe(true);

  await page.keyboard.press('Delete');
  await expect(paw).toHaveCount(0);
  await page.keyboard.press('Shift+H');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(paw).toHaveAttribute('aria-label', before);
  await page.keyboard.press('m');
  await expect(paw).not.toHaveAttribute('aria-label', before);
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await page.getByRole('button', { name: 'Export the pose' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save JSON' }).click(),
  ]);
  const json = JSON.parse(readFileSync(await download.path(), 'utf8')) as Record<string, unknown[]>;
  expect(json['people']).toHaveLength(1);
  expect(json['animals']?.map((points) => (points as number[]).length)).toEqual([51]);
});

test.describe('a finger on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('goes near to the face by a double tap on the nose, and back by one beside everybody', async ({
    page,
  }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    const json = JSON.stringify(openPoseJsonFrom(giveFace(presetPose('standing', CANVAS), 0)));
    await armature.openJson(page.locator('.editor input[type=file]'), json);
    const session = await page.context().newCDPSession(page);
    const send = (type: string, touchPoints: readonly object[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints } as never);
    const tapTwice = async (place: { x: number; y: number }): Promise<void> => {
      // All at once: on a busy machine two slow taps would be two single ones.
      await Promise.all([0, 1].flatMap(() => [send('touchStart', [place]), send('touchEnd', [])]));
    };
    const chin = armature.joint(1, 'face, jaw 9');
    await expect(chin).toHaveCount(0);
    const nose = await armature.joint(1, 'nose').boundingBox();
    if (!nose) throw new Error('The nose is not on the screen.');
    await tapTwice({ x: nose.x + nose.width / 2, y: nose.y + nose.height / 2 });
    await expect(chin).toHaveCount(1);
    const { x, y } = await armature.stageBox();
    await tapTwice({ x: x + 8, y: y + 8 });
    await expect(chin).toHaveCount(0);
  });

  test('scrolls the page beside the figure and moves the view where it is near', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    const session = await page.context().newCDPSession(page);
    // All at once: on a busy machine a finger that rests would open the menu.
    const swipe = async (from: { x: number; y: number }, by: number): Promise<void> => {
      const send = (type: string, touchPoints: readonly object[]) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints } as never);
      const steps = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => ({ x: from.x, y: from.y + (by * step) / 8 }));
      await Promise.all([
        send('touchStart', [from]),
        ...steps.map((step) => send('touchMove', [step])),
        send('touchEnd', []),
      ]);
    };
    const corner = async () => {
      const { x, y, height } = await armature.stageBox();
      return { x: x + 16, y: y + height - 16 };
    };
    await swipe(await corner(), -200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    await expect(page.locator('.stage-box')).toHaveCount(0);
    // A page that was flung goes on for a while.
    const backAtTheTop = () =>
      page.evaluate(async () => {
        scrollTo(0, 0);
        await new Promise((done) => setTimeout(done, 300));
        return scrollY;
      });
    await expect.poll(backAtTheTop).toBe(0);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    const neck = await armature.joint(1, 'neck').boundingBox();
    await swipe(await corner(), -60);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect((await armature.joint(1, 'neck').boundingBox())?.y).toBeCloseTo((neck?.y ?? 0) - 60, 0);
  });
});
