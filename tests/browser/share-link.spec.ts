/* A link from one page to another. */
import { expect } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

test('a link brings pose and settings to another page, which asks first', async ({ page, context }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.joint(1, 'neck').focus();
  await page.keyboard.press('Shift+ArrowRight');
  const neck = await armature.jointAt(1, 'neck');
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a fox <b>in snow</b>');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link to share' }).inputValue();

  const other = await context.newPage();
  const there = new ArmaturePage(other);
  await there.open();
  await there.joint(1, 'neck').waitFor();
  const before = await there.jointAt(1, 'neck');
  await other.goto(link);
  const question = other.getByRole('dialog', { name: 'Open a shared link' });
  await expect(question.getByText('a fox <b>in snow</b>')).toBeVisible();
  await question.getByRole('button', { name: 'Open it' }).click();
  await expect(question).toBeHidden();
  expect(await there.jointAt(1, 'neck')).toEqual(neck);
  await expect(other.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue(
    'a fox <b>in snow</b>',
  );
  expect(new URL(other.url()).hash).toBe('');
  await other.getByLabel('Shared work').getByRole('button', { name: 'Undo' }).click();
  expect(await there.jointAt(1, 'neck')).toEqual(before);
});
