/* The pose editor by mouse, touch and keyboard. */
import { expect, type Page } from '@playwright/test';
import { giveHand, openPoseJsonFrom, presetPose } from '../../core/pose/index.ts';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage, psnr } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

function armsWithHand(): string {
  const pose = presetPose('standing', { width: 512, height: 512 });
  return JSON.stringify(openPoseJsonFrom(giveHand(pose, 0, 'right', 'open')));
}

interface Place {
  readonly x: number;
  readonly y: number;
}

async function centreOf(armature: ArmaturePage, person: number, name: string): Promise<Place> {
  const box = await armature.joint(person, name).boundingBox();
  if (!box) throw new Error(`${name} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function peopleOn(page: Page): Promise<number> {
  return page.getByRole('button', { name: /^Person \d+, neck,/ }).count();
}

/** Chooses an entry of the toolbar's menu. */
async function chooseMore(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

async function drag(page: Page, from: Place, by: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 6 });
  await page.mouse.up();
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
  // Where only a part is drawn again, smoothed edges may differ by a level.
  expect(psnr(before, await armature.pixelsOf(armature.drawing))).toBeGreaterThan(55);
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

  await chooseMore(page, 'Joints of person 1');
  await page.getByRole('menuitemcheckbox', { name: 'left ear' }).click();
  await expect(armature.joint(1, 'left ear')).toHaveCount(1);
});

test('people are added, duplicated and removed, and starting poses take their place', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  expect(await peopleOn(page)).toBe(1);
  await page.getByRole('button', { name: 'Add a person' }).click();
  await chooseMore(page, 'Duplicate person');
  expect(await peopleOn(page)).toBe(3);
  for (let i = 0; i < 3; i++) await chooseMore(page, 'Remove person');
  await expect(page.getByText('Nobody is here.')).toBeVisible();
  await page.getByRole('button', { name: 'Poses', exact: true }).click();
  await page.getByRole('button', { name: 'T-pose' }).click();
  expect(await peopleOn(page)).toBe(1);
  const [left, right] = [await armature.jointAt(1, 'left wrist'), await armature.jointAt(1, 'right wrist')];
  expect(left.x - right.x).toBeGreaterThan(200);
  await chooseMore(page, 'Reset the figure');
  expect((await armature.jointAt(1, 'left wrist')).x - right.x).toBeLessThan(left.x - right.x);
});

test('shift and a box select several joints, which move together as one edit', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const [nose, neck, knee] = [
    await centreOf(armature, 1, 'nose'),
    await centreOf(armature, 1, 'neck'),
    await armature.jointAt(1, 'left knee'),
  ];
  const before = await armature.jointAt(1, 'neck');
  await page.mouse.click(nose.x, nose.y);
  await page.keyboard.down('Shift');
  await page.mouse.click(neck.x, neck.y);
  await page.keyboard.up('Shift');
  await drag(page, nose, { x: 40, y: 10 });
  const after = await armature.jointAt(1, 'neck');
  expect(after.x - before.x).toBeGreaterThan(30);
  expect(await armature.jointAt(1, 'left knee')).toEqual(knee);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await armature.jointAt(1, 'neck')).toEqual(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const stage = await armature.stageBox();
  // Down to the neck, above the shoulders.
  await drag(page, { x: stage.x + 3, y: stage.y + 3 }, { x: stage.width - 6, y: neck.y - stage.y });
  await expect(page.locator('.handle[aria-pressed=true]')).toHaveCount(6);
});

test('the frame turns and scales a person, and undo brings every point back', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const [nose, ankle] = [await armature.jointAt(1, 'nose'), await armature.jointAt(1, 'left ankle')];
  const turn = await armature.gripPlace('turn');
  const middle = { x: (await armature.gripPlace('n')).x, y: (await armature.gripPlace('w')).y };
  const arm = { x: turn.x - middle.x, y: turn.y - middle.y };
  const quarter = { x: -arm.y - arm.x, y: arm.x - arm.y };
  await page.keyboard.down('Shift');
  await drag(page, turn, quarter);
  await page.keyboard.up('Shift');
  const turned = await armature.jointAt(1, 'nose');
  const lying = await armature.jointAt(1, 'left ankle');
  expect(turned.x - lying.x).toBeGreaterThan(200);
  expect(Math.abs(turned.y - lying.y)).toBeLessThan(60);
  await page.keyboard.press('Control+z');
  expect(await armature.jointAt(1, 'nose')).toEqual(nose);

  await drag(page, await armature.gripPlace('n'), { x: 0, y: 90 });
  const squat = await armature.jointAt(1, 'nose');
  expect(squat.y - nose.y).toBeGreaterThan(60);
  expect(squat.x).toBe(nose.x);
  expect(await armature.jointAt(1, 'left ankle')).toEqual(ankle);
  await page.keyboard.press('Control+z');
  expect(await armature.jointAt(1, 'nose')).toEqual(nose);
});

test('with lengths kept, a wrist takes its elbow along', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Lengths' }).click();
  const joints = ['left shoulder', 'left elbow', 'left wrist'] as const;
  const placesOf = async (): Promise<Place[]> => Promise.all(joints.map((name) => armature.jointAt(1, name)));
  const lengthsOf = ([a, b, c]: readonly Place[]): number[] =>
    a && b && c ? [Math.hypot(a.x - b.x, a.y - b.y), Math.hypot(b.x - c.x, b.y - c.y)] : [];
  const before = await placesOf();
  await drag(page, await centreOf(armature, 1, 'left wrist'), { x: 30, y: -120 });
  const after = await placesOf();
  expect(after[0]).toEqual(before[0]);
  expect(after[1]).not.toEqual(before[1]);
  lengthsOf(after).forEach((length, index) => {
    // Labels have whole px.
    expect(Math.abs(length - (lengthsOf(before)[index] ?? 0))).toBeLessThan(2);
  });
});

test('the wheel zooms to the pointer without scrolling the page; space and middle button move the view', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const nose = await centreOf(armature, 1, 'nose');
  await page.mouse.move(nose.x, nose.y);
  // What tells gestures comes a moment after the page.
  await expect(async () => {
    await page.mouse.wheel(0, -120);
    await expect(page.locator('.zoom-percent')).toBeVisible({ timeout: 1000 });
  }).toPass();
  for (let i = 0; i < 3; i++) await page.mouse.wheel(0, -120);
  await expect
    .poll(async () => Math.hypot((await centreOf(armature, 1, 'nose')).x - nose.x, 0))
    .toBeLessThan(1.5);
  const zoomed = await centreOf(armature, 1, 'nose');
  expect(Math.abs(zoomed.y - nose.y)).toBeLessThan(1.5);
  const neck = await centreOf(armature, 1, 'neck');
  expect(neck.y - zoomed.y).toBeGreaterThan(60);
  expect(await page.evaluate(() => scrollY)).toBe(0);

  const start = await armature.jointAt(1, 'nose');
  await page.keyboard.down('Space');
  await drag(page, nose, { x: -50, y: 35 });
  await page.keyboard.up('Space');
  expect(await page.evaluate(() => scrollY)).toBe(0);
  const panned = await centreOf(armature, 1, 'nose');
  expect(panned.x - zoomed.x).toBeCloseTo(-50, 0);
  expect(panned.y - zoomed.y).toBeCloseTo(35, 0);
  expect(await armature.jointAt(1, 'nose')).toEqual(start);

  await page.mouse.move(nose.x, nose.y);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(nose.x + 20, nose.y, { steps: 3 });
  await page.mouse.up({ button: 'middle' });
  expect((await centreOf(armature, 1, 'nose')).x - panned.x).toBeCloseTo(20, 0);
  await page.keyboard.press('0');
  await expect(page.locator('.zoom-percent')).toHaveCount(0);
});

test('a double click on a wrist goes near to its hand, whose points can then be dragged', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.openJson(page.locator('.editor input[type=file]'), armsWithHand());
  const wrist = await centreOf(armature, 1, 'right wrist');
  await expect(armature.joint(1, 'right hand, index tip')).toHaveCount(0);
  await page.mouse.dblclick(wrist.x, wrist.y);
  const tip = armature.joint(1, 'right hand, index tip');
  await expect(tip).toHaveCount(1);
  const start = await armature.jointAt(1, 'right hand, index tip');
  await drag(page, await centreOf(armature, 1, 'right hand, index tip'), { x: 40, y: 30 });
  const end = await armature.jointAt(1, 'right hand, index tip');
  expect(end.x).toBeGreaterThan(start.x);
  expect(end.y).toBeGreaterThan(start.y);
  await expect(tip).toBeFocused();
});

test('a figure is posed by keys alone: choose, move, extend, turn, mirror, copy, order, hide', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'nose').focus();
  await page.keyboard.press('Tab');
  await expect(armature.joint(1, 'neck')).toBeFocused();
  await page.keyboard.press('Shift+PageDown');
  await expect(page.locator('.handle[aria-pressed=true]')).toHaveCount(2);
  const neck = await armature.jointAt(1, 'neck');
  await page.keyboard.press('ArrowLeft');
  expect((await armature.jointAt(1, 'neck')).x).toBe(neck.x - 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  expect(await armature.jointAt(1, 'neck')).not.toEqual({ x: neck.x - 1, y: neck.y });
  await page.keyboard.press('m');
  await expect(page.getByRole('status', { name: 'What happened' })).toHaveText('Mirrored');
  await page.keyboard.press('Control+d');
  expect(await peopleOn(page)).toBe(2);
  const copy = await armature.jointAt(2, 'neck');
  await page.keyboard.press('[');
  expect(await armature.jointAt(1, 'neck')).toEqual(copy);
  await page.keyboard.press('h');
  expect(await peopleOn(page)).toBe(1);
  await page.keyboard.press('h');
  await page.keyboard.press('l');
  expect(await peopleOn(page)).toBe(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  expect(await peopleOn(page)).toBe(0);
  for (let i = 0; i < 9; i++) await page.keyboard.press('Control+z');
  expect(await peopleOn(page)).toBe(1);
  expect(await armature.jointAt(1, 'neck')).toEqual(neck);
  for (let i = 0; i < 9; i++) await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('button', { name: 'Redo' })).toBeDisabled();
});

test('no shortcut fires in a text field, and the list of keys opens on a question mark', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.fill('');
  await prompt.pressSequentially('nm[]?');
  await expect(prompt).toHaveValue('nm[]?');
  expect(await peopleOn(page)).toBe(1);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await armature.joint(1, 'nose').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Ctrl+D');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('people are copied, cut and pasted as OpenPose JSON, also into another page', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'nose').focus();
  await page.keyboard.press('Control+c');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect((JSON.parse(text) as { people: unknown[] }).people).toHaveLength(1);
  await page.keyboard.press('Control+v');
  await expect.poll(() => peopleOn(page)).toBe(2);
  await expect(page.getByRole('region', { name: 'Opened files' })).toHaveCount(0);
  await page.keyboard.press('Control+x');
  expect(await peopleOn(page)).toBe(1);

  const other = await context.newPage();
  await new ArmaturePage(other).open();
  await other.locator('.stage-handles').focus();
  await other.keyboard.press('Control+v');
  await expect.poll(() => peopleOn(other)).toBe(2);
  await other.evaluate(() => navigator.clipboard.writeText('{"people": 7}'));
  await other.keyboard.press('Control+v');
  await expect(other.getByRole('alert')).toContainText('people');
});

test('a right click offers what can be done with what is under it', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const ear = await centreOf(armature, 1, 'left ear');
  await page.mouse.click(ear.x, ear.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide left ear' }).click();
  await expect(armature.joint(1, 'left ear')).toHaveCount(0);
  const [knee, ankle] = [await centreOf(armature, 1, 'left knee'), await centreOf(armature, 1, 'left ankle')];
  const shin = { x: (knee.x + ankle.x) / 2, y: (knee.y + ankle.y) / 2 };
  await page.mouse.click(shin.x, shin.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove this limb' }).click();
  await expect(armature.joint(1, 'left ankle')).toHaveCount(0);
  await page.mouse.click(knee.x, knee.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  expect(await peopleOn(page)).toBe(0);
  await page.mouse.click(knee.x, knee.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Unlock' }).click();
  expect(await peopleOn(page)).toBe(1);
});

test('the editor fills the page and gives it back', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const small = await armature.stageBox();
  await page.getByRole('button', { name: 'Fill the page' }).click();
  await expect.poll(async () => (await armature.stageBox()).width).toBeGreaterThan(1000);
  // Whatever is below cannot be reached by Tab.
  await expect(page.locator('.others')).toHaveAttribute('inert', '');
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await armature.stageBox()).width).toBe(small.width);
  await expect(page.getByRole('button', { name: 'Fill the page' })).toBeFocused();
});

test('the pose outlives a reload, with locks and hidden people', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'nose').focus();
  await page.keyboard.press('Shift+ArrowUp');
  const nose = await armature.jointAt(1, 'nose');
  await page.keyboard.press('n');
  await page.keyboard.press('h');
  await page.reload();
  await expect(armature.generateButton).toBeVisible();
  expect(await armature.jointAt(1, 'nose')).toEqual(nose);
  expect(await peopleOn(page)).toBe(1);
  await page.keyboard.press('Control+a');
  await chooseMore(page, 'Remove person');
  await expect(page.getByText('Nobody is here.')).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  type Touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: Place[]) => Promise<unknown>;

  async function touchOf(page: Page): Promise<Touch> {
    const session = await page.context().newCDPSession(page);
    return (type, ...fingers) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: fingers.map((finger, id) => ({ ...finger, id })),
      });
  }

  test('a finger drags a joint, and nothing overflows', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    const start = await armature.jointAt(1, 'left wrist');
    const wrist = await centreOf(armature, 1, 'left wrist');
    const touch = await touchOf(page);
    // A finger is not that precise: it lands beside the joint.
    const [x, y] = [wrist.x - 6, wrist.y + 5];
    await touch('touchStart', { x, y });
    await touch('touchMove', { x: x + 10, y: y - 20 });
    await touch('touchMove', { x: x + 20, y: y - 40 });
    await touch('touchEnd');
    expect((await armature.jointAt(1, 'left wrist')).y).toBeLessThan(start.y - 30);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('two fingers zoom and move the view, and leave the figure', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    const touch = await touchOf(page);
    const nose = await armature.jointAt(1, 'nose');
    const neck = await centreOf(armature, 1, 'neck');
    const hip = await centreOf(armature, 1, 'left hip');
    const apart = (by: number): [Place, Place] => [
      { x: neck.x - by, y: neck.y + 20 },
      { x: neck.x + by, y: neck.y + 20 },
    ];
    // What tells gestures comes a moment after the page.
    await expect(async () => {
      await touch('touchStart', apart(30)[0]);
      await touch('touchStart', ...apart(30));
      for (const by of [36, 44, 52, 60]) await touch('touchMove', ...apart(by));
      await touch('touchEnd');
      const [zoomedNeck, zoomedHip] = [
        await centreOf(armature, 1, 'neck'),
        await centreOf(armature, 1, 'left hip'),
      ];
      expect((zoomedHip.y - zoomedNeck.y) / (hip.y - neck.y)).toBeGreaterThan(1.5);
    }).toPass();
    expect(await armature.jointAt(1, 'nose')).toEqual(nose);
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('a long press opens the menu', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    const touch = await touchOf(page);
    const nose = await centreOf(armature, 1, 'nose');
    await touch('touchStart', nose);
    await expect(page.getByRole('menuitem', { name: 'Hide nose' })).toBeVisible();
    await touch('touchEnd');
    await page.getByRole('menuitem', { name: 'Hide nose' }).tap();
    await expect(armature.joint(1, 'nose')).toHaveCount(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const armature = new ArmaturePage(page);
    await armature.open();
    const { violations } = await axe(page).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });
}
