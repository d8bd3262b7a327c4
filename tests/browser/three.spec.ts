/* Posing in 3D: its code comes when it is opened, and what is posed there becomes the editor's skeleton. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { decodePng } from '../../core/png/index.ts';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';

// Drawn by the processor, a large picture takes seconds.
test.use({ viewport: { width: 960, height: 640 } });
const DRAWN = { timeout: 90_000 };

async function open(page: Page): Promise<{ armature: ArmaturePage; mode: Locator }> {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: '3D', exact: true }).click();
  const mode = page.getByRole('dialog', { name: 'Pose in 3D' });
  await expect(mode.getByRole('button', { name: 'Left hand' })).toBeVisible(DRAWN);
  return { armature, mode };
}

async function centreOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, target: Locator, by: { x: number; y: number }): Promise<void> {
  const { x, y } = await centreOf(target);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x, y + by.y, { steps: 6 });
  await page.mouse.up();
}

test('the code of the 3D mode is fetched when it is opened, not before', async ({ page }) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.url());
  });
  const has3d = async (): Promise<boolean> => {
    const texts = await Promise.all(scripts.map(async (url) => (await page.request.get(url)).text()));
    return texts.some((text) => text.includes('WebGLRenderer'));
  };
  const armature = new ArmaturePage(page);
  await armature.open();
  expect(scripts.length).toBeGreaterThan(0);
  expect(await has3d()).toBe(false);
  await page.getByRole('button', { name: '3D', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Left hand' })).toBeVisible(DRAWN);
  expect(await has3d()).toBe(true);
});

test('a hand is dragged, taken over as one step, and undone in the editor', async ({ page }) => {
  const { armature, mode } = await open(page);
  const skeleton = mode.getByRole('img', { name: 'The skeleton as the editor gets it' });
  const drawing = (): Promise<string> => skeleton.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const still = await drawing();
  const elbow = await centreOf(mode.getByRole('button', { name: 'Left elbow' }));
  const start = await centreOf(mode.getByRole('button', { name: 'Left hand' }));
  await drag(page, mode.getByRole('button', { name: 'Left hand' }), { x: 30, y: -130 });
  const end = await centreOf(mode.getByRole('button', { name: 'Left hand' }));
  expect(end.x - start.x).toBeGreaterThan(20);
  expect(end.y - start.y).toBeLessThan(-110);
  // The elbow follows.
  expect(await centreOf(mode.getByRole('button', { name: 'Left elbow' }))).not.toEqual(elbow);
  await expect.poll(drawing).not.toBe(still);

  await mode.getByRole('button', { name: 'Take over' }).click();
  await expect(mode).toHaveCount(0);
  const after = await armature.jointAt(1, 'left wrist');
  await page.getByRole('button', { name: 'Undo' }).click();
  const undone = await armature.jointAt(1, 'left wrist');
  expect(undone.y - after.y).toBeGreaterThan(60);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('undo and redo work inside, and leaving a changed scene is asked about', async ({ page }) => {
  const { mode } = await open(page);
  const hand = mode.getByRole('button', { name: 'Right hand' });
  const start = await centreOf(hand);
  await drag(page, hand, { x: -40, y: -80 });
  const end = await centreOf(hand);
  await page.keyboard.press('Control+z');
  expect(await centreOf(hand)).toEqual(start);
  await mode.getByRole('button', { name: 'Redo' }).click();
  expect(await centreOf(hand)).toEqual(end);
  await mode.getByRole('button', { name: 'Cancel' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without taking the pose over?' });
  await question.getByRole('button', { name: 'Stay here' }).click();
  await expect(mode).toBeVisible();
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(mode).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('an unchanged scene is left without a question', async ({ page }) => {
  const { mode } = await open(page);
  await mode.getByRole('button', { name: 'Cancel' }).click();
  await expect(mode).toHaveCount(0);
  await expect(page.getByRole('button', { name: '3D', exact: true })).toBeFocused();
});

test('the keyboard alone turns joints, moves handles and changes the view', async ({ page }) => {
  const { mode } = await open(page);
  const foot = mode.getByRole('button', { name: 'Left foot' });
  const start = await centreOf(foot);
  await foot.focus();
  await page.keyboard.press('Shift+ArrowUp');
  expect((await centreOf(foot)).y).toBeLessThan(start.y - 10);

  await mode.getByLabel('Joint', { exact: true }).selectOption('Left forearm');
  const bend = mode.getByRole('slider', { name: 'Bend (°)' });
  const hand = await centreOf(mode.getByRole('button', { name: 'Left hand' }));
  const angle = Number(await bend.inputValue());
  await bend.focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  expect(Number(await bend.inputValue())).toBe(angle + 8);
  expect(await centreOf(mode.getByRole('button', { name: 'Left hand' }))).not.toEqual(hand);

  await mode.getByRole('tab', { name: 'View' }).click();
  await mode.getByRole('button', { name: 'Back' }).click();
  const [left, right] = [
    await centreOf(mode.getByRole('button', { name: 'Left hand' })),
    await centreOf(mode.getByRole('button', { name: 'Right hand' })),
  ];
  expect(left.x).toBeLessThan(right.x);
});

test('looking around by mouse turns the camera, and a click on the doll chooses a bone', async ({ page }) => {
  const { mode } = await open(page);
  const pelvis = await centreOf(mode.getByRole('button', { name: 'Pelvis' }));
  // Between pelvis and head there is the chest.
  const head = await centreOf(mode.getByRole('button', { name: 'Head' }));
  await page.mouse.click(pelvis.x + 8, pelvis.y + (head.y - pelvis.y) * 0.45);
  await expect(mode.getByLabel('Joint', { exact: true })).toHaveValue(/chest|spine/);
  await mode.getByLabel('Joint', { exact: true }).selectOption('None');

  await mode.getByRole('tab', { name: 'View' }).click();
  const turn = mode.getByRole('slider', { name: 'Turn (°)' });
  const stage = await mode.getByRole('region', { name: 'Scene' }).boundingBox();
  await page.mouse.move(stage!.x + 60, stage!.y + 60);
  await page.mouse.down();
  await page.mouse.move(stage!.x + 160, stage!.y + 60, { steps: 4 });
  await page.mouse.up();
  expect(Math.abs(Number(await turn.inputValue()))).toBeGreaterThan(10);
});

test('a depth map of the doll is saved, light where the skeleton is and black around it', async ({
  page,
}) => {
  const { armature, mode } = await open(page);
  await mode.getByRole('button', { name: 'Save a map' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download', DRAWN),
    page.getByRole('menuitem', { name: 'Depth' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('armature-depth.png');
  const map = decodePng(await readFile(await download.path()));
  const light = (x: number, y: number): number =>
    map.data[4 * (Math.round(y) * map.width + Math.round(x))] ?? -1;

  await mode.getByRole('button', { name: 'Take over' }).click();
  const [neck, right, left] = [
    await armature.jointAt(1, 'neck'),
    await armature.jointAt(1, 'right hip'),
    await armature.jointAt(1, 'left hip'),
  ];
  const hips = { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 };
  for (const share of [0.25, 0.5, 0.75]) {
    expect(light(neck.x + share * (hips.x - neck.x), neck.y + share * (hips.y - neck.y))).toBeGreaterThan(60);
  }
  for (let x = 0; x < map.width; x++) expect(light(x, 0) + light(x, map.height - 1)).toBe(0);
  const covered = map.data.filter((value, i) => i % 4 === 0 && value > 0).length / (map.width * map.height);
  expect(covered).toBeGreaterThan(0.03);
  expect(covered).toBeLessThan(0.4);
});

test('without WebGL it says so, and the editor stays usable', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
      apply: (target, canvas, given: unknown[]): unknown =>
        String(given[0]).startsWith('webgl') ? null : Reflect.apply(target, canvas, given),
    });
  });
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: '3D', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('WebGL', DRAWN);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(armature.joint(1, 'nose')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    const { violations } = await axe(page).include('.three').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a finger drags a hand, and nothing overflows', async ({ page }) => {
    const { mode } = await open(page);
    const hand = mode.getByRole('button', { name: 'Left hand' });
    const { x, y } = await centreOf(hand);
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', by: number): Promise<unknown> =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: y - by }],
      });
    await send('touchStart', 0);
    await send('touchMove', 40);
    await send('touchMove', 80);
    await send('touchEnd', 80);
    expect((await centreOf(hand)).y).toBeLessThan(y - 50);
    const takeOver = await mode.getByRole('button', { name: 'Take over' }).boundingBox();
    expect((takeOver?.x ?? 390) + (takeOver?.width ?? 0)).toBeLessThanOrEqual(390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});
