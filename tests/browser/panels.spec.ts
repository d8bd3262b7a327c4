/* The panels at the side of the pose editor: people, the selected person, the canvas. */
import { expect, type Locator, type Page } from '@playwright/test';
import { axe } from '../drivers/axe.ts';
import { test } from '../drivers/without-model.ts';
import { ArmaturePage } from '../drivers/page.ts';

/** Opens the page with the editor over all of it, which is where the panels are. */
async function openPanels(page: Page): Promise<ArmaturePage> {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: 'Fill the page' }).click();
  await expect(page.getByRole('grid', { name: /^People/ })).toBeVisible();
  return armature;
}

function command(page: Page, name: string): Locator {
  return page.getByRole('group', { name: 'People commands' }).getByRole('button', { name, exact: true });
}

/** The list of people, from the top down. */
async function expectNames(page: Page, names: readonly string[]): Promise<void> {
  await expect(page.locator('.person-name span')).toHaveText(names);
}

async function section(page: Page, title: string): Promise<Locator> {
  const panel = page.locator('.panel-section', { has: page.getByRole('heading', { name: title }) });
  if ((await panel.getAttribute('open')) === null) await panel.locator('summary').click();
  return panel;
}

async function setNumber(panel: Locator | Page, name: string, value: number): Promise<void> {
  const field = panel.getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

test('people are named, ordered, locked, hidden and removed in the list', async ({ page }) => {
  const armature = await openPanels(page);
  await command(page, 'Add').click();
  await command(page, 'Add').click();
  await expectNames(page, ['Person 3', 'Person 2', 'Person 1']);

  const rows = page.locator('.person-row');
  await rows.nth(2).click();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
  await page.keyboard.press('Enter');
  await expectNames(page, ['Person 3', 'Person 2', 'Ada']);
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Nobody');
  await page.keyboard.press('Escape');
  await expectNames(page, ['Person 3', 'Person 2', 'Ada']);

  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expectNames(page, ['Person 3', 'Ada', 'Person 1']);

  // By dragging, past the top.
  const grip = await page.locator('.person-grip').nth(1).boundingBox();
  if (!grip) throw new Error('no grip');
  await page.mouse.move(grip.x + 5, grip.y + 10);
  await page.mouse.down();
  await page.mouse.move(grip.x + 5, grip.y - 40, { steps: 5 });
  await page.mouse.up();
  await expectNames(page, ['Ada', 'Person 2', 'Person 1']);

  await page.getByRole('button', { name: 'Lock Ada' }).click();
  await rows.nth(0).click();
  await command(page, 'Remove').click();
  await expectNames(page, ['Ada', 'Person 2', 'Person 1']);
  await expect(page.getByText('Locked against changes.')).toBeVisible();
  await page.getByRole('button', { name: 'Unlock Ada' }).click();
  await page.getByRole('button', { name: 'Hide Ada' }).click();
  await expect(armature.joint(3, 'nose')).toHaveCount(0);

  await rows.nth(1).click();
  await rows.nth(2).click({ modifiers: ['Shift'] });
  await expect(page.locator('.person-row[aria-selected="true"]')).toHaveCount(2);
  await command(page, 'Remove').click();
  await expectNames(page, ['Ada']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectNames(page, ['Ada', 'Person 2', 'Person 1']);

  // Delete means whoever has the focus, though another one is selected.
  await rows.nth(1).click();
  await rows.nth(0).click({ modifiers: ['Control'] });
  await rows.nth(0).click({ modifiers: ['Control'] });
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('Delete');
  await expectNames(page, ['Person 2', 'Person 1']);
});

test('whoever is removed leaves the focus to the nearest one, and the last one to Add', async ({ page }) => {
  const armature = await openPanels(page);
  await command(page, 'Add').click();
  await command(page, 'Add').click();
  const rows = page.locator('.person-row');
  await rows.nth(0).click();
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toBeFocused();
  const nose = await armature.jointAt(1, 'nose');
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  expect(await armature.jointAt(1, 'nose')).toEqual(nose);
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(0);
  await expect(command(page, 'Add')).toBeFocused();

  // The button that removes cannot keep the focus either.
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(1);
  await command(page, 'Remove').focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(0);
  await expect(command(page, 'Add')).toBeFocused();
});

test('without a network, the ways to get a detector or a picture from it say so', async ({
  page,
  context,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: /^Detect a pose/ }).click();
  const detect = page.getByRole('dialog', { name: 'Detect a pose' });
  await expect(detect.getByRole('button', { name: /^Download / })).toBeVisible();
  const note = page.getByText(/^There is no network/);
  await expect(note).toHaveCount(0);
  await context.setOffline(true);
  await expect(note).toHaveText('There is no network. It can be downloaded once there is one again.');
  await context.setOffline(false);
  await expect(note).toHaveCount(0);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Fill the page' }).click();
  const panel = await section(page, 'Reference picture');
  await panel.getByRole('button', { name: 'Address' }).click();
  await expect(page.getByRole('dialog', { name: 'Picture from an address' })).toBeVisible();
  await context.setOffline(true);
  await expect(note).toHaveText('There is no network. Only pictures on this machine can be fetched.');
});

test('joints are chosen, moved by numbers, hidden and brought back', async ({ page }) => {
  const armature = await openPanels(page);
  const panel = await section(page, 'Person');
  const wrist = panel.getByRole('button', { name: /^right wrist/ });
  await wrist.click();
  await setNumber(panel, 'Joint x', 100);
  await setNumber(panel, 'Joint y', 200);
  expect(await armature.jointAt(1, 'right wrist')).toEqual({ x: 100, y: 200 });
  await page.getByRole('button', { name: 'Undo' }).click();
  expect((await armature.jointAt(1, 'right wrist')).x).toBe(100);
  expect((await armature.jointAt(1, 'right wrist')).y).not.toBe(200);

  await panel.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(armature.joint(1, 'right wrist')).toHaveCount(0);
  await panel.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(armature.joint(1, 'right wrist')).toHaveCount(1);

  const arm = panel.getByRole('button', { name: 'Right arm' });
  await arm.click();
  await expect(arm).toHaveAttribute('aria-pressed', 'false');
  await expect(armature.joint(1, 'right elbow')).toHaveCount(0);
  await arm.click();
  await expect(armature.joint(1, 'right wrist')).toHaveCount(1);

  await wrist.focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('button', { name: /^left shoulder/ })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(armature.joint(1, 'left shoulder')).toHaveCount(0);
});

test('hands, face and feet come and go, and the person turns by numbers', async ({ page }) => {
  const armature = await openPanels(page);
  const panel = await section(page, 'Person');
  const nose = await armature.jointAt(1, 'nose');
  const open = panel.getByRole('button', { name: /^right hand: Open/ });
  await open.click();
  await expect(open).toHaveAttribute('aria-pressed', 'true');
  await panel.getByRole('button', { name: 'Turn the right hand over' }).click();
  await expect(open).toHaveAttribute('aria-pressed', 'false');
  await panel.getByRole('button', { name: 'No right hand' }).click();
  await expect(panel.getByRole('button', { name: 'Turn the right hand over' })).toBeDisabled();

  await panel.getByRole('checkbox', { name: 'Face' }).check();
  await panel.getByRole('checkbox', { name: 'Feet' }).check();
  const canvas = await section(page, 'Canvas');
  await expect(canvas.getByRole('checkbox', { name: 'Draw feet' })).toBeChecked();
  await panel.getByRole('checkbox', { name: 'Face' }).uncheck();
  await panel.getByRole('checkbox', { name: 'Feet' }).uncheck();

  await setNumber(panel, 'Turn by degrees', 180);
  expect((await armature.jointAt(1, 'nose')).y).toBeGreaterThan(nose.y + 200);
  await expect(panel.getByRole('spinbutton', { name: 'Turn by degrees' })).toHaveValue('0');
  await setNumber(panel, 'Person x', 200);
  await expect(panel.getByRole('spinbutton', { name: 'Person x' })).toHaveValue('200');
});

test('points that a detector was unsure of are dropped by a threshold, as one step', async ({ page }) => {
  const body = Array.from({ length: 18 }, (_, joint) => ({
    x: 100 + (joint % 6) * 40,
    y: 80 + Math.floor(joint / 6) * 120,
    confidence: joint < 3 ? 0.2 : 0.8,
  }));
  const pose = { width: 512, height: 512, people: [{ body }] };
  await page.addInitScript((text) => localStorage.setItem('armature.pose.2', text), JSON.stringify(pose));
  const armature = await openPanels(page);
  await page.locator('.person-row').first().click();
  const slider = page.getByRole('slider', { name: 'Drop points below' });
  await slider.fill('0.5');
  await expect(page.getByText('3 of 18 detected points dropped.')).toBeVisible();
  await expect(armature.joint(1, 'nose')).toHaveCount(0);
  await slider.fill('0.1');
  await expect(armature.joint(1, 'nose')).toHaveCount(1);
  await slider.fill('0.9');
  await slider.fill('0.6');
  await expect(page.getByText('3 of 18 detected points dropped.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(armature.joint(1, 'nose')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('the canvas takes sizes, presets and swaps, with and without its people', async ({ page }) => {
  const armature = await openPanels(page);
  const panel = await section(page, 'Canvas');
  const nose = await armature.jointAt(1, 'nose');
  const expectNoseAt = async (factor: number): Promise<void> => {
    const { x, y } = await armature.jointAt(1, 'nose');
    expect(Math.hypot(x - nose.x * factor, y - nose.y * factor)).toBeLessThan(2);
  };
  await panel.getByRole('combobox', { name: 'Size', exact: true }).selectOption('1024x1024');
  await expectNoseAt(2);
  await panel.getByRole('combobox', { name: /^People/ }).selectOption('keep');
  await setNumber(panel, 'Canvas height', 1536);
  await expectNoseAt(2);
  await panel.getByRole('button', { name: 'Swap width and height' }).click();
  await expect(panel.getByRole('spinbutton', { name: 'Canvas width' })).toHaveValue('1536');
  await setNumber(panel, 'Canvas width', 9);
  await expect(panel.getByRole('spinbutton', { name: 'Canvas width' })).toHaveValue('64');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about in the panels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openPanels(page);
    await command(page, 'Add').click();
    await page.locator('.map-joint').first().click();
    await section(page, 'Canvas');
    await section(page, 'Reference picture');
    const { violations } = await axe(page).include('.editor-panels').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });
}
