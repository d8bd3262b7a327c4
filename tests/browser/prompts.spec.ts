/* What helps with prompts: counted tokens, styles, saved prompts, presets, wildcards, and fuller words. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { readPngTexts } from '../../core/png/index.ts';
import { recipeFrom } from '../../core/request/index.ts';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';

async function openRoom(page: Page, name: string, title = name): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog.getByText('One moment …')).toBeHidden();
  return dialog;
}

async function openPage(page: Page): Promise<{ armature: ArmaturePage; prompt: Locator; negative: Locator }> {
  const armature = new ArmaturePage(page);
  await armature.open();
  return {
    armature,
    prompt: page.getByRole('textbox', { name: 'Prompt', exact: true }),
    negative: page.getByRole('textbox', { name: 'Negative prompt' }),
  };
}

test('tokens are counted by the model’s own tokenizer, styles included', async ({ page }) => {
  const { prompt } = await openPage(page);
  await prompt.fill('a red dress');
  const count = page.getByRole('button', { name: / of \d+ tokens$/ });
  await expect(count).toHaveText('3/46', { timeout: 60_000 });
  await prompt.fill('a (red:1.3) dress BREAK a cat');
  await expect(count).toHaveText('6/92');
  await count.click();
  const chunks = page.getByRole('dialog', { name: 'Tokens' }).getByRole('listitem');
  await expect(chunks).toHaveText(['3 of 46 a red dress', '3 of 46 a cat']);
  await page.keyboard.press('Escape');
  await prompt.fill('a cat');
  await expect(count).toHaveText('3/46');
  const styles = await openRoom(page, 'Styles');
  await styles.getByRole('button', { name: 'Oil painting' }).click();
  await styles.getByRole('button', { name: 'Done' }).click();
  await expect(count).not.toHaveText('3/46');
});

test('own styles are made, imported, deleted, brought back, and kept over a reload', async ({ page }) => {
  await openPage(page);
  let room = await openRoom(page, 'Styles');
  await room.getByRole('button', { name: 'New style' }).click();
  await room.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(room.getByRole('alert')).toHaveText('Give it a name.');
  await room.getByRole('textbox', { name: 'Name' }).fill('Ink');
  await room.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(room.getByRole('alert')).toHaveText('Another style has this name.');
  await room.getByRole('textbox', { name: 'Name' }).fill('Rim');
  await room.getByRole('textbox', { name: /^Words around/ }).fill('{prompt}, rim light');
  await room.getByRole('button', { name: 'Save', exact: true }).click();
  const csv = 'name,prompt,negative_prompt\r\nMist,"mist, fog",sun\r\n,lost,\r\n';
  await room.getByLabel('Import', { exact: true }).setInputFiles({
    ...{ name: 'styles.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(csv),
  });
  await expect(room.getByRole('status')).toContainText('One is added.');
  await expect(room.getByRole('status')).toContainText('styles.csv, line 3: it has no name.');
  await room.getByRole('button', { name: 'Delete Rim' }).click();
  await room.getByRole('button', { name: 'Undo' }).click();
  await expect(room.getByRole('button', { name: 'Rim', exact: true })).toBeVisible();
  const download = page.waitForEvent('download');
  await room.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([
    { name: 'Rim', prompt: '{prompt}, rim light', negative_prompt: '' },
    { name: 'Mist', prompt: 'mist, fog', negative_prompt: 'sun' },
  ]);
  await page.reload();
  room = await openRoom(page, 'Styles');
  await expect(room.getByRole('button', { name: 'Mist', exact: true })).toBeVisible();
  await expect(room.getByRole('button', { name: 'Rim', exact: true })).toBeVisible();
});

test('prompts are saved, found and used; presets add what is not there', async ({ page }) => {
  const { prompt, negative } = await openPage(page);
  await prompt.fill('a knight on a horse');
  await negative.fill('blurry');
  let room = await openRoom(page, 'Saved');
  await room.getByRole('button', { name: 'Save this prompt' }).click();
  await room.getByRole('textbox', { name: 'Name' }).fill('Knight');
  await room.getByRole('button', { name: 'Save', exact: true }).click();
  await room.getByRole('button', { name: 'Close' }).click();
  await prompt.fill('something else');
  await negative.fill('');
  await page.reload();
  room = await openRoom(page, 'Saved');
  await room.getByRole('searchbox').fill('horse knight');
  await room.getByRole('button', { name: 'Use Knight' }).click();
  await expect(prompt).toHaveValue('a knight on a horse');
  await expect(negative).toHaveValue('blurry');
  // The field's own undo.
  await expect(prompt).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(prompt).toHaveValue('something else');
  room = await openRoom(page, 'Presets', 'Negative presets');
  await room.getByRole('button', { name: 'Add Poor quality' }).click();
  await expect(negative).toHaveValue('blurry, low quality, jpeg artifacts, noise, overexposed');
});

test('a prompt is enhanced as it is shown, and that can be undone', async ({ page }) => {
  const { prompt } = await openPage(page);
  await prompt.fill('a (knight:1.2)');
  const room = await openRoom(page, 'Enhance');
  const shown = room.locator('.words-changed');
  const first = await shown.textContent();
  expect(first).toMatch(/^a \(knight:1\.2\), /);
  await expect(shown.locator('ins')).toHaveText((first ?? '').slice('a (knight:1.2)'.length));
  await expect(async () => {
    await room.getByRole('button', { name: 'Another' }).click();
    expect(await shown.textContent()).not.toBe(first);
  }).toPass();
  const taken = (await shown.textContent()) ?? '';
  const found = await axe(page).include('.words-dialog').analyze();
  expect(found.violations).toEqual([]);
  await room.getByRole('button', { name: 'Use it' }).click();
  await expect(prompt).toHaveValue(taken);
  await page.keyboard.press('Control+z');
  await expect(prompt).toHaveValue('a (knight:1.2)');
});

test('a wildcard is filled by the seed, and the file tells both', async ({ page }) => {
  const { armature, prompt } = await openPage(page);
  const lists = await openRoom(page, 'Wildcards');
  await lists.getByLabel('Import', { exact: true }).setInputFiles({
    ...{ name: 'hat.txt', mimeType: 'text/plain' },
    buffer: Buffer.from('top hat\nstraw hat\nfez\n'),
  });
  await lists.getByRole('button', { name: 'Add __hat__ to the prompt' }).click();
  await prompt.fill('a man, __hat__, __hat__');
  await armature.setNumber('Steps, exact value', 1);
  const prompts: string[] = [];
  for (const seed of [4, 5, 6, 4]) {
    await armature.useSeed(seed);
    await armature.generateButton.click();
    await expect(armature.cancelButton).toBeHidden({ timeout: 120_000 });
    await expect(armature.picture).toBeVisible({ timeout: 120_000 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save PNG' }).click();
    const bytes = new Uint8Array(await readFile(await (await download).path()));
    const recipe = recipeFrom(readPngTexts(bytes));
    expect(recipe?.settings.template).toEqual({ prompt: 'a man, __hat__, __hat__', negativePrompt: '' });
    prompts.push(recipe?.settings.prompt ?? '');
  }
  for (const filled of prompts)
    expect(filled).toMatch(/^a man, (?:top hat|straw hat|fez), (?:top hat|straw hat|fez)$/);
  expect(prompts[3]).toBe(prompts[0]);
  expect(new Set(prompts).size).toBeGreaterThan(1);
  await expect(prompt).toHaveValue('a man, __hat__, __hat__');

  await prompt.fill('a man, __nobody__');
  await armature.generateButton.click();
  await expect(page.getByText('There is no wildcard list “nobody”.')).toBeVisible();
});
