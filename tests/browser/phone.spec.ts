/* The sheet with words and settings on an upright phone. */
import { expect, type Locator, type Page } from '@playwright/test';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });

const handleOf = (page: Page): Locator => page.getByRole('button', { name: 'Words and settings' });

async function topOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.y ?? Number.NaN;
}

async function drag(page: Page, by: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const box = (await handleOf(page).boundingBox())!;
  const at = (moved: number) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 + moved });
  const touch = (type: string, ...touchPoints: object[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints } as never);
  await touch('touchStart', at(0));
  for (let step = 1; step <= 4; step++) await touch('touchMove', at((by * step) / 4));
  await touch('touchEnd');
}

test('shows prompt and Generate at first, the rest by a press, and nothing hidden gets the focus', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const settings = page.getByRole('region', { name: 'Settings' });
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await expect(handleOf(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(prompt).toBeInViewport();
  await expect(armature.generateButton).toBeInViewport({ ratio: 1 });
  await expect(settings).toBeHidden();
  // All of the figure with its tools is above it.
  expect((await page.locator('.toolbar').boundingBox())!.y).toBeLessThan(await topOf(handleOf(page)));
  await prompt.focus();
  await expect(handleOf(page)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(handleOf(page)).toBeFocused();
  await expect(handleOf(page)).toHaveAttribute('aria-expanded', 'false');
  // From the prompt the next stop is the button.
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('.controls :focus')).toHaveCount(0);
  await handleOf(page).tap();
  await expect(settings).toBeVisible();
  const half = await topOf(handleOf(page));
  await handleOf(page).tap();
  await expect.poll(() => topOf(handleOf(page))).toBeLessThan(half - 200);
  expect((await axe(page).analyze()).violations).toEqual([]);
  await handleOf(page).tap();
  await expect(settings).toBeHidden();
});

test('follows a finger, and lies back where pictures are drawn', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await expect(handleOf(page)).toBeVisible();
  // What follows fingers is fetched late.
  await expect
    .poll(async () => {
      await drag(page, -250);
      return handleOf(page).getAttribute('aria-expanded');
    })
    .toBe('true');
  await drag(page, -300);
  await expect.poll(() => topOf(handleOf(page))).toBeLessThan(80);
  await drag(page, 700);
  await expect(handleOf(page)).toHaveAttribute('aria-expanded', 'false');
  await handleOf(page).tap();
  await armature.generateButton.tap();
  await expect(armature.cancelButton).toBeVisible();
  await expect(handleOf(page)).toHaveAttribute('aria-expanded', 'false');
});

test('is no sheet on a phone that lies', async ({ page }) => {
  await page.setViewportSize({ width: 667, height: 375 });
  await new ArmaturePage(page).open();
  await expect(handleOf(page)).toBeHidden();
  await expect(page.getByRole('region', { name: 'Settings' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
