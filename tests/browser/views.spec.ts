/* Every view that opens without a picture, looked at by axe in both themes, on a wide screen and on a phone. */
import { expect, type Page } from '@playwright/test';
import { axe } from '../drivers/axe.ts';
import { BUILT_IN } from '../drivers/built-in.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

/** A way to a view, and what tells that it is there. */
interface View {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  readonly shown: (page: Page) => ReturnType<Page['locator']>;
}

/** On a phone, words and settings are in a sheet, which stays up once it is pulled up. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  if (!(await button.isVisible())) await page.getByRole('button', { name: 'Words and settings' }).click();
  await button.click();
}

const dialog = (page: Page) => page.getByRole('dialog').last();
const behindButton = (name: string): View => ({
  name,
  open: (page) => press(page, name),
  shown: dialog,
});

const VIEWS: readonly View[] = [
  ...['Gallery', `Model: ${BUILT_IN.label}`, 'Appearance', 'Poses', '3D', 'Export the pose', 'Share'].map(
    behindButton,
  ),
  behindButton('Detect a pose in a picture, camera or video'),
  { name: 'what draws', open: (page) => page.locator('.backend').click(), shown: dialog },
  {
    name: 'more tools',
    open: (page) => press(page, 'More'),
    shown: (page) => page.getByRole('menu'),
  },
  {
    name: 'the menu of the canvas',
    open: (page) => page.locator('.stage').click({ button: 'right', position: { x: 12, y: 12 } }),
    shown: (page) => page.getByRole('menu'),
  },
  {
    name: 'the keys',
    async open(page) {
      await page.locator('.handle').first().focus();
      await page.keyboard.press('?');
    },
    shown: dialog,
  },
  ...['Styles', 'Saved', 'Wildcards', 'Enhance', 'Presets', 'Queue', 'Compare settings'].map(behindButton),
];

async function expectNothingWrong(page: Page, view: string, leftOut: readonly string[] = []): Promise<void> {
  // Menus float above all landmarks as dialogs do, which the rule knows of dialogs alone.
  const without = [...leftOut, ...((await page.getByRole('menu').count()) ? ['region'] : [])];
  const { violations } = await axe(page, without).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  expect.soft(found, view).toEqual([]);
}

const SCREENS = {
  'a wide screen': { width: 1440, height: 900 },
  'a phone': { width: 390, height: 844 },
};

for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing to complain about in any view on ${screen}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await new ArmaturePage(page).open();
      await expectNothingWrong(page, 'the page');
      for (const { name, open, shown } of VIEWS) {
        await open(page);
        await expect(shown(page), name).toBeVisible();
        await expect(page.getByText('One moment')).toHaveCount(0);
        await expectNothingWrong(page, name);
        await page.keyboard.press('Escape');
        await expect(shown(page), name).toBeHidden();
      }
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          ...{ name: 'broken.json', mimeType: 'application/json' },
          buffer: Buffer.from('{"people": 7}'),
        });
      await expect(page.getByRole('alert').first()).toBeVisible();
      // A field that is scrolled half below the sheet's last row counts as too small.
      const leftOut = screen === 'a phone' ? ['target-size'] : [];
      await expectNothingWrong(page, 'what is said of a broken file', leftOut);
    });
  }
}
