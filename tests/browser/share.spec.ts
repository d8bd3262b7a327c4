/* Work that is passed on by link, project file and HTML, and what becomes of what others send. */
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { expect, type Locator, type Page } from '@playwright/test';
import { giveFace, giveHand, standingPerson } from '../../core/pose/index.ts';
import { shareFragment } from '../../core/share/index.ts';
import { axe } from '../drivers/axe.ts';
import { startHostSite } from '../drivers/host-page.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

const CANVAS = { width: 512, height: 512 };
const standing = { ...CANVAS, people: [standingPerson(CANVAS)] };
const detailed = giveHand(giveFace(standing, 0), 0, 'left', 'fist');
const LINK = `/#${shareFragment({ pose: detailed, prompt: 'a fox', settings: { steps: 17, seed: 4711 } })}`;

const question = (page: Page): Locator => page.getByRole('dialog', { name: 'Open a shared link' });
const room = (page: Page): Locator => page.getByRole('dialog', { name: 'Share', exact: true });
const prompt = (page: Page): Locator => page.getByRole('textbox', { name: 'Prompt', exact: true });

async function openRoom(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(room(page).getByRole('textbox', { name: 'Link to share' })).toBeVisible();
  return room(page);
}

async function accessible(page: Page): Promise<void> {
  const { violations } = await axe(page).include('.dialog').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

test.describe('a link that is opened', () => {
  test('is taken in part, and nothing is drawn by itself', async ({ page }) => {
    await page.goto(LINK);
    await expect(question(page).getByText('1 person on a canvas of 512 × 512 px.')).toBeVisible();
    await expect(question(page).getByRole('img', { name: 'The pose in the link' })).toBeVisible();
    await accessible(page);
    await question(page).getByRole('checkbox', { name: 'Prompt' }).uncheck();
    await question(page).getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByRole('slider', { name: 'Steps' })).toHaveValue('17');
    await expect(page.getByRole('spinbutton', { name: 'Seed', exact: true })).toHaveValue('4711');
    await expect(prompt(page)).not.toHaveValue('a fox');
    await expect(page.getByRole('progressbar', { name: 'Progress' })).toBeHidden();
  });

  test('is asked about again after a reload, until it is answered', async ({ page }) => {
    await page.goto(LINK);
    await expect(question(page)).toBeVisible();
    await page.reload();
    await question(page).getByRole('button', { name: 'Leave mine as it is' }).click();
    await expect(question(page)).toBeHidden();
    expect(new URL(page.url()).hash).toBe('');
    await page.reload();
    await expect(new ArmaturePage(page).generateButton).toBeVisible();
    await expect(question(page)).toBeHidden();
  });

  test('comes to a page that is open, which loses nothing where the link is no good', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    await prompt(page).fill('my own');
    const nose = await armature.jointAt(1, 'nose');
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024)).toString('base64url');
    for (const [fragment, words] of [
      [LINK.slice(2, -9), 'damaged or was cut off'],
      [`share=1.${bomb}`, 'more than any pose'],
      ['share=9.abcd', 'another version'],
    ] as const) {
      await page.evaluate((hash) => void (location.hash = hash), fragment);
      await expect(question(page).getByRole('alert')).toContainText(words);
      await question(page).getByRole('button', { name: 'Go on with mine' }).click();
      await expect(question(page)).toBeHidden();
    }
    await expect(prompt(page)).toHaveValue('my own');
    expect(await armature.jointAt(1, 'nose')).toEqual(nose);
    expect(new URL(page.url()).hash).toBe('');
  });

  test('waits while its model is fetched', async ({ page }) => {
    const fragment = shareFragment({ prompt: 'a fox', model: 'stable-diffusion-1.5' });
    await page.goto(`/#${fragment}`);
    await question(page).getByRole('button', { name: 'Get it under Models' }).click();
    await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByLabel('Shared work').getByRole('button', { name: 'Look at it' }).click();
    await question(page).getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByLabel('Shared work')).toContainText('is not on this device');
    await expect(prompt(page)).toHaveValue('a fox');
  });

  test('has a prompt that is text, whatever it says', async ({ page }) => {
    const hostile = `<img src=x onerror="document.title='gone'"><script>document.title='gone'</script>`;
    await page.goto(`/#${shareFragment({ prompt: hostile, model: '<b>model</b>' })}`);
    await expect(question(page).getByText(hostile)).toBeVisible();
    await expect(question(page).getByText('Model: <b>model</b>.')).toBeVisible();
    await question(page).getByRole('button', { name: 'Open it' }).click();
    await expect(prompt(page)).toHaveValue(hostile);
    await expect(page).not.toHaveTitle('gone');
  });
});

test.describe('sharing', () => {
  test('leaves out of the link what it is told to, and copies it', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(LINK);
    await question(page).getByRole('button', { name: 'Open it' }).click();
    const dialog = await openRoom(page);
    await accessible(page);
    const link = dialog.getByRole('textbox', { name: 'Link to share' });
    const whole = await link.inputValue();
    await expect(dialog.getByText(`${whole.length} characters.`)).toBeVisible();
    for (const name of ['With the prompt', 'With faces', 'With hands']) {
      await dialog.getByRole('switch', { name }).uncheck();
    }
    const short = await link.inputValue();
    expect(short.length).toBeLessThan(whole.length - 200);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByText('The link was copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(short);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
  });

  test('saves a project that brings everything back where it is dropped', async ({ page, browser }) => {
    const armature = new ArmaturePage(page);
    await page.goto(LINK);
    await question(page).getByRole('button', { name: 'Open it' }).click();
    await armature.joint(1, 'neck').focus();
    await page.keyboard.press('Shift+ArrowRight');
    const neck = await armature.jointAt(1, 'neck');
    const dialog = await openRoom(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save project PNG' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('armature-project.png');
    const file = readFileSync(await download.path());

    const context = await browser.newContext();
    const other = await context.newPage();
    const there = new ArmaturePage(other);
    await other.goto(page.url());
    await expect(there.generateButton).toBeVisible();
    const before = await there.jointAt(1, 'neck');
    const named = { name: 'work.png', mimeType: 'image/png', buffer: file };
    await other.getByLabel('Pose files').setInputFiles(named);
    const notice = other.getByLabel('Shared work');
    await expect(notice.getByText('work.png')).toBeVisible();
    expect(await there.jointAt(1, 'neck')).toEqual(neck);
    await expect(prompt(other)).toHaveValue('a fox');
    await expect(other.getByRole('slider', { name: 'Steps' })).toHaveValue('17');
    await notice.getByRole('button', { name: 'Undo' }).click();
    expect(await there.jointAt(1, 'neck')).toEqual(before);
    await expect(prompt(other)).not.toHaveValue('a fox');
    await context.close();
  });

  test('hands link and picture to the system where it can, and else does not offer it', async ({ page }) => {
    await page.addInitScript(() => {
      const handed: ShareData[] = [];
      Object.assign(window, { handed });
      Object.assign(navigator, {
        share: (data: ShareData) => Promise.resolve(void handed.push(data)),
        canShare: (data?: ShareData) => data?.files?.every(({ type }) => type === 'image/png') ?? true,
      });
    });
    await page.goto('/');
    const dialog = await openRoom(page);
    const link = await dialog.getByRole('textbox', { name: 'Link to share' }).inputValue();
    await dialog.getByRole('button', { name: 'Share link …' }).click();
    await expect(dialog.getByText('It was handed over.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Share picture and link …' }).click();
    const handed = () =>
      page.evaluate(() =>
        (window as unknown as { handed: ShareData[] }).handed.map(({ url, text, files }) => ({
          ...{ url, text },
          files: files?.map(({ name, size }) => [name, size > 500]),
        })),
      );
    await expect.poll(handed).toEqual([
      { url: link, text: undefined, files: undefined },
      { url: undefined, text: link, files: [['armature-project.png', true]] },
    ]);

    await page.addInitScript(() => Object.assign(navigator, { share: undefined }));
    await page.reload();
    await openRoom(page);
    await expect(dialog.getByRole('button', { name: /^Share / })).toHaveCount(0);
  });
});

test.describe('in a page of another', () => {
  for (const kind of ['A frame, without a script', 'A script that can speak with it']) {
    test(`stands with the pose that was shared: ${kind.toLowerCase()}`, async ({ page }) => {
      await page.goto(LINK);
      await question(page).getByRole('button', { name: 'Open it' }).click();
      const dialog = await openRoom(page);
      await dialog.getByRole('combobox', { name: 'As' }).selectOption(kind);
      await dialog.getByRole('combobox', { name: 'Showing' }).selectOption('Editor, picture and prompt');
      const lines = await dialog.getByRole('textbox', { name: 'Lines for your page' }).inputValue();
      const site = await startHostSite();
      await page.goto(site.put(lines));
      const frame = page.frameLocator('iframe');
      await expect(frame.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('a fox');
      await expect(frame.getByRole('button', { name: /^Person 1, neck,/ })).toBeVisible();
      await expect(frame.getByRole('dialog')).toHaveCount(0);
      await expect(frame.getByRole('banner')).toHaveCount(0);
      await expect(frame.getByRole('button', { name: 'Share', exact: true })).toHaveCount(0);
      await site.close();
    });
  }

  test('may leave the button away', async ({ page }) => {
    await page.goto('/?embed&panels=editor,share');
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
    await page.goto('/?embed&panels=editor');
    await expect(page.getByRole('button', { name: 'Import a pose' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeHidden();
  });
});
