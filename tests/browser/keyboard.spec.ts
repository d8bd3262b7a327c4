/* From a pose to two pictures beside each other without a pointer: Tab, arrows, Enter and the shortcuts alone. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';

/** More stops than the page and any of its dialogs have. */
const MOST_STOPS = 150;

/** Presses Tab until the focus is there, and sees that the focus can be seen. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isThere = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${MOST_STOPS} presses of ${key} do not lead to ${String(target)}.`);
}

async function draw(page: Page, armature: ArmaturePage, count: number): Promise<void> {
  await expect(page.getByRole('group', { name: 'Last pictures' }).getByRole('button')).toHaveCount(count, {
    timeout: 120_000,
  });
  await expect(armature.picture).toBeVisible();
}

test('a pose, a prompt, two pictures, a file and a comparison by keys alone', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();

  await test.step('a joint is moved', async () => {
    await tabTo(page, armature.joint(1, 'nose'));
    const before = await armature.jointAt(1, 'nose');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => armature.jointAt(1, 'nose')).not.toEqual(before);
  });

  await test.step('a prompt is written and a picture drawn by the button', async () => {
    await tabTo(page, page.getByRole('textbox', { name: 'Prompt', exact: true }));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('a red robot on a beach');
    await tabTo(page, page.getByRole('spinbutton', { name: 'Steps, exact value' }));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('2');
    await tabTo(page, armature.generateButton);
    await page.keyboard.press('Enter');
    await draw(page, armature, 1);
  });

  await test.step('another one by the shortcut', async () => {
    await page.keyboard.press('ControlOrMeta+Enter');
    await draw(page, armature, 2);
  });

  await test.step('it is saved', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Save PNG' }));
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/^armature-\d+\.png$/);
  });

  await test.step('both are compared in the gallery', async () => {
    const opener = page.getByRole('button', { name: 'Gallery', exact: true });
    await tabTo(page, opener, 'Shift+Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Gallery' });
    await tabTo(page, dialog.getByRole('gridcell').first());
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    await tabTo(page, dialog.getByRole('button', { name: 'Compare' }));
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('slider')).toBeVisible();
    for (let presses = 0; presses < 3 && (await dialog.isVisible()); presses++) {
      await page.keyboard.press('Escape');
    }
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  });
});
