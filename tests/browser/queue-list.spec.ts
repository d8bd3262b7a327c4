/* The list of the queue and its batches, without drawing anything. */
import { expect } from '@playwright/test';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

const TABLE = `prompt,seed,steps,pose
"a red coat, snow",1,4,
a {blue|green} coat,2,4,Standing
broken,3,many,Nobody`;

test('a table becomes entries, its bad cells are named, and what waits is there after a reload', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Queue' });
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByRole('button', { name: 'Add a batch' }).click();
  await dialog.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a {red|blue} {coat|hat}');
  await dialog.getByRole('checkbox', { name: 'Walking', exact: true }).check({ force: true });
  await expect(dialog.getByRole('button', { name: 'Add 8 to the queue' })).toBeVisible();
  expect((await axe(page).include('.dialog').analyze()).violations).toEqual([]);

  await dialog.getByRole('radio', { name: 'From a table (CSV)' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Table' }).fill(TABLE);
  await expect(dialog.getByText('Row 4, steps: “many” is no number')).toBeVisible();
  await expect(dialog.getByText('Row 4, pose: there is no pose “Nobody”')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add 3 to the queue' }).click();

  const prompts = dialog.locator('.queue-prompt');
  await expect(prompts).toHaveText(['a red coat, snow', 'a blue coat', 'a green coat']);
  const up = dialog
    .getByRole('listitem')
    .filter({ hasText: 'green' })
    .getByRole('button', { name: 'Move up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(prompts).toHaveText(['a red coat, snow', 'a green coat', 'a blue coat']);
  await expect(up).toBeFocused();
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'red' })
    .getByRole('button', { name: 'Remove' })
    .click();
  expect((await axe(page).include('.dialog').analyze()).violations).toEqual([]);

  await page.reload();
  await expect(page.getByText('2 wait, paused')).toBeVisible();
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  await expect(prompts).toHaveText(['a green coat', 'a blue coat']);
  await expect(dialog.getByText('The queue is paused.')).toBeVisible();

  await dialog.getByRole('button', { name: 'Remove all waiting' }).click();
  await expect(dialog.getByText('2 entries are taken out.')).toBeVisible();
  await expect(prompts).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(dialog).toBeFocused();
  await expect(prompts).toHaveText(['a green coat', 'a blue coat']);
});

test('what is removed by a key leaves the focus to the next one', async ({ page }) => {
  await new ArmaturePage(page).open();
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Queue' });
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await dialog.getByRole('button', { name: 'Add a batch' }).click();
  await dialog.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a {red|blue|green} coat');
  await dialog.getByRole('button', { name: 'Add 3 to the queue' }).click();
  const prompts = dialog.locator('.queue-prompt');
  await expect(prompts).toHaveCount(3);
  const [first = '', , last = ''] = await prompts.allTextContents();
  const removeOf = (prompt: string) =>
    dialog.getByRole('listitem').filter({ hasText: prompt }).getByRole('button', { name: 'Remove' });
  await dialog.getByRole('button', { name: 'Remove', exact: true }).nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(prompts).toHaveText([first, last]);
  await expect(removeOf(last)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(prompts).toHaveText([first]);
  await expect(removeOf(first)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(prompts).toHaveCount(0);
  await expect(dialog).toBeFocused();
});
