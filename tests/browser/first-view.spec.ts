/* What is fetched before the page shows anything. */
import { expect, test } from '@playwright/test';
import { FIRST_VIEW_BYTES, firstViewWeight } from '../../tools/build/first-view.ts';
import { ArmaturePage } from '../drivers/page.ts';

test('the first view is made of few scripts, and works without the others', async ({ page }) => {
  const weight = await firstViewWeight('dist');
  expect(weight).toBeGreaterThan(FIRST_VIEW_BYTES / 4);
  expect(weight).toBeLessThanOrEqual(FIRST_VIEW_BYTES);
  const html = await (await page.request.get('/')).text();
  await page.route('**/assets/*.js', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    await (html.includes(name) ? route.continue() : route.abort());
  });
  const armature = new ArmaturePage(page);
  await page.goto('/');
  await expect(armature.generateButton).toBeVisible();
  await armature.joint(1, 'right wrist').focus();
  const before = await armature.jointAt(1, 'right wrist');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => armature.jointAt(1, 'right wrist')).toEqual({ ...before, y: before.y - 1 });
  await page.getByText('More settings').click();
  const settings = page.getByRole('region', { name: 'Settings' });
  await expect(settings.getByText('This part of the page could not be fetched.')).toBeVisible();
});

test('a button whose menu comes while it is held down opens it', async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/assets/MoreMenu-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  const more = page.getByRole('button', { name: 'More', exact: true });
  await more.hover();
  await page.mouse.down();
  const come = page.waitForResponse('**/assets/MoreMenu-*.js');
  release();
  await (await come).finished();
  // What was fetched is there, and the button would have been exchanged.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  await page.mouse.up();
  await expect(page.getByRole('menuitem', { name: 'Duplicate person' })).toBeVisible();
});
