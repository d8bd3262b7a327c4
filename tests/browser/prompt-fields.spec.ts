/* The fields of the prompt by keyboard, a style around it, and settings that do not suit. What is saved is in prompts.spec.ts. */
import { expect } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

test('words are weighed by keys and by nothing else, undone natively, and get a style', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  for (const name of ['Prompt', 'Negative prompt']) {
    const field = page.getByRole('textbox', { name, exact: true });
    await field.fill('a red dress');
    // What weighs words is fetched with the first focus.
    await expect(async () => {
      await field.press('Home');
      await field.press('Control+ArrowUp');
      await expect(field).toHaveValue('(a:1.1) red dress', { timeout: 200 });
    }).toPass();
    await field.press('Control+Shift+ArrowUp');
    await expect(field).toHaveValue('(a:1.15) red dress');
    await field.press('Control+z');
    await field.press('Control+z');
    await expect(field).toHaveValue('a red dress');
    await field.press('End');
    await field.press('Control+ArrowDown');
    await expect(field).toHaveValue('a red (dress:0.9)');
  }

  const idle = page.getByText('The negative prompt has no effect');
  await armature.setNumber('Guidance, exact value', 2);
  await expect(idle).toBeHidden();
  await armature.setNumber('Guidance, exact value', 1);
  await expect(idle).toBeVisible();

  await page.getByRole('button', { name: 'Styles', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Styles' });
  await dialog.getByRole('searchbox', { name: 'Search styles' }).fill('brushwork');
  const oil = dialog.getByRole('button', { name: 'Oil painting' });
  await oil.click();
  await expect(oil).toHaveAttribute('aria-pressed', 'true');
  await expect(dialog.getByRole('button', { name: 'Film still' })).toBeHidden();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const chip = page.getByRole('button', { name: 'Take the style Oil painting away' });
  await chip.click();
  await expect(chip).toBeHidden();
});

test('settings that the weights were not made for are told, and set right by one press', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const hint = page.getByText('Made for 4 steps');
  const settings = page.getByRole('region', { name: 'Settings' });
  const steps = page.getByRole('spinbutton', { name: 'Steps, exact value' });
  await expect(steps).toHaveValue('4');
  await expect(hint).toBeHidden();
  await armature.setNumber('Steps, exact value', 12);
  await expect(hint).toBeVisible();
  await settings.getByRole('combobox', { name: 'Sampler' }).selectOption('Euler');
  await page.getByRole('button', { name: 'Use the settings it was made for' }).press('Enter');
  await expect(hint).toBeHidden();
  await expect(steps).toHaveValue('4');
  await expect(settings.getByRole('combobox', { name: 'Sampler' })).toHaveValue('ddim');
  await expect(settings.getByRole('combobox', { name: 'Sampler' })).toBeFocused();

  // Services draw with models of their own, so these settings stay behind, and come back with the pictures.
  const draw = async (where: string): Promise<void> => {
    const backEnds = page.getByRole('button', { name: 'Back ends', exact: true });
    if (!(await backEnds.isVisible())) await page.locator('.backend').first().click();
    await backEnds.click();
    await page.getByRole('radio', { name: where }).check();
    await page.keyboard.press('Escape');
  };
  await draw('Always elsewhere');
  await expect(steps).toHaveValue('20');
  await armature.setNumber('Steps, exact value', 21);
  await draw('Here, and ask me');
  await expect(steps).toHaveValue('21');
  // The usual settings, by hand, are kept as long as pictures are drawn here.
  await armature.setNumber('Steps, exact value', 20);
  await draw('Here, and where that cannot be');
  await expect(steps).toHaveValue('20');
  await draw('Always elsewhere');
  await draw('Here, and ask me');
  await expect(steps).toHaveValue('4');
});
