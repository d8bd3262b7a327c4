/* The queue at work: what waits is drawn as it was asked for, over reloads and in one of several tabs, and is paid for once. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { startSegmind } from '../doubles/segmind.ts';
import { openElsewhere } from '../drivers/elsewhere.ts';
import { ArmaturePage } from '../drivers/page.ts';

const KEY = 'sg-7f3a91c0d2';

async function openQueue(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  return page.getByRole('dialog', { name: 'Queue' });
}

async function openReady(page: Page, steps: number): Promise<ArmaturePage> {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  await armature.setNumber('Steps, exact value', steps);
  return armature;
}

/** Entries by how they stand, as the list has them. */
const courses = (dialog: Locator): Promise<string[]> =>
  dialog
    .locator('.queue-entry')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [row.querySelector('.queue-prompt')?.textContent, (row as HTMLElement).dataset['status']].join(' '),
      ),
    );

test('what is added is drawn as it was then, while something else is edited, and lands in the gallery', async ({
  page,
}) => {
  const armature = await openReady(page, 4);
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  const dialog = await openQueue(page);
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('Escape');
  await prompt.fill('a red coat');
  await armature.useSeed(11);
  await page.getByRole('button', { name: 'Add to the queue' }).click();
  await prompt.fill('a blue coat');
  await armature.useSeed(12);
  await prompt.press('Control+Shift+Enter');
  await expect(page.getByText('2 wait, paused')).toBeVisible();
  await prompt.fill('something else');
  await armature.setNumber('Steps, exact value', 5);

  await openQueue(page);
  await dialog.getByRole('button', { name: 'Resume' }).click();
  await expect(page).toHaveTitle(/^\(\d\/2\) Armature$/);
  await expect
    .poll(() => courses(dialog), { timeout: 120_000 })
    .toEqual(['a blue coat done', 'a red coat done']);
  await expect(page).toHaveTitle('Armature');
  await dialog.getByRole('button', { name: 'Show in the gallery: a red coat' }).click();
  const gallery = page.getByRole('dialog', { name: 'Gallery' });
  await expect(gallery.getByRole('img', { name: 'a red coat' })).toBeVisible();
  await expect(dialog).toBeHidden();
  await gallery.getByRole('button', { name: 'Close' }).click();
  const facts = page.locator('.facts');
  await expect(facts.getByText('12', { exact: true })).toBeVisible();
  const recent = page.getByRole('group', { name: 'Last pictures' });
  await expect(recent.getByRole('button', { name: /a (red|blue) coat/ })).toHaveCount(2);
  // What is edited stays as it was edited.
  await expect(prompt).toHaveValue('something else');
});

test('what ran when the page was closed is not run again by itself, and the others go on', async ({
  page,
}) => {
  const armature = await openReady(page, 100);
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.fill('the first');
  await page.getByRole('button', { name: 'Add to the queue' }).click();
  await expect(armature.cancelButton).toBeVisible();
  await armature.setNumber('Steps, exact value', 2);
  await prompt.fill('the second');
  await page.getByRole('button', { name: 'Add to the queue' }).click();
  await expect(page.getByText('2 to draw')).toBeVisible();

  await page.reload();
  const dialog = await openQueue(page);
  await expect
    .poll(() => courses(dialog), { timeout: 120_000 })
    .toEqual(['the second done', 'the first interrupted']);
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'the first' })
    .getByRole('button', { name: 'Run again' })
    .click();
  await expect.poll(() => courses(dialog)).toEqual(['the first running', 'the second done']);
  await dialog.getByRole('button', { name: 'Cancel this picture' }).click();
  await expect
    .poll(() => courses(dialog), { timeout: 30_000 })
    .toEqual(['the first cancelled', 'the second done']);
});

test('of two tabs one draws, both show it, and the other goes on when it is closed', async ({
  page,
  context,
}) => {
  await openReady(page, 100);
  await page.getByRole('button', { name: 'Add to the queue' }).click();
  const other = await context.newPage();
  await openReady(other, 2);
  const prompt = other.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.fill('the last');
  await other.getByRole('button', { name: 'Add to the queue' }).click();
  const dialog = await openQueue(other);
  await expect(dialog.getByText('Another tab of this page draws.')).toBeVisible();
  await expect
    .poll(async () => (await courses(dialog)).map((words) => words.split(' ').at(-1)))
    .toEqual(['running', 'waiting']);
  await page.close();
  await expect
    .poll(async () => (await courses(dialog)).map((words) => words.split(' ').at(-1)), {
      timeout: 120_000,
    })
    .toEqual(['done', 'interrupted']);
});

test('a notification tells the end to whoever looks elsewhere, once it was asked for', async ({ page }) => {
  await page.addInitScript(() => {
    const told: string[] = [];
    class StandIn {
      static permission = 'granted';
      static requestPermission = (): Promise<string> => Promise.resolve('granted');
      onclick = null;
      constructor(title: string, { body }: { body: string }) {
        told.push(`${title}: ${body}`);
      }
    }
    Object.assign(globalThis, { told, Notification: StandIn });
    Object.defineProperty(document, 'hidden', { get: () => 'away' in globalThis });
  });
  await openReady(page, 2);
  const dialog = await openQueue(page);
  await dialog.getByRole('switch', { name: 'Notify me when it is done' }).check();
  await page.keyboard.press('Escape');
  await page.evaluate(() => Object.assign(globalThis, { away: true }));
  await page.getByRole('button', { name: 'Add to the queue' }).click();
  await expect(page).toHaveTitle('✓ Armature', { timeout: 120_000 });
  expect(await page.evaluate(() => (globalThis as unknown as { told: string[] }).told)).toEqual([
    'The queue is done: The picture is drawn.',
  ]);
});

test('a paid batch is asked for as a whole, and each of it is sent once, over a reload', async ({ page }) => {
  const segmind = await startSegmind({ key: KEY });
  await openElsewhere(page, 'segmind', segmind, { key: KEY });
  const dialog = await openQueue(page);
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByRole('button', { name: 'Add a batch' }).click();
  await dialog.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a {red|blue|green} coat');
  await dialog.getByRole('button', { name: 'Add 3 to the queue' }).click();
  const question = dialog.getByRole('group', { name: 'Before it is paid for' });
  await question.getByRole('button', { name: 'Not now' }).click();
  expect(await page.locator('.queue-entry').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Add 3 to the queue' }).click();
  await question.getByRole('button', { name: 'Pay $0.051' }).click();
  await expect(dialog.locator('.queue-entry')).toHaveCount(3);
  expect(segmind.creating()).toBe(0);

  await page.reload();
  await openQueue(page);
  await expect(dialog.locator('.queue-entry')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Resume' }).click();
  await expect
    .poll(() => courses(dialog), { timeout: 60_000 })
    .toEqual(['a green coat done', 'a blue coat done', 'a red coat done']);
  expect(segmind.creating()).toBe(3);

  await dialog.getByRole('button', { name: 'Run again' }).first().click();
  const again = dialog.getByRole('group', { name: 'Before it is sent again' });
  await expect(again).toContainText('costs $0.017');
  await again.getByRole('button', { name: 'Not now' }).click();
  expect(segmind.creating()).toBe(3);
  await segmind.close();
});
