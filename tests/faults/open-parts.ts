/*
 * The parts of the page that open a database only when a person wants them.
 */
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import { refusalOf } from './strikes.ts';
import type { Visit } from './visit-state.ts';

async function openBackends(page: Page): Promise<void> {
  await page.locator('.backend').click();
  await page.getByRole('button', { name: 'Back ends', exact: true }).click();
}

/** What opens them, by the database; the page opens the others by itself. */
const DOORS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'armature-poses': (page) => page.getByRole('button', { name: 'Poses', exact: true }).click(),
  'armature-prompts': (page) => page.locator('.words-tool').first().click(),
  'armature.queue': (page) => page.getByRole('button', { name: 'Queue', exact: true }).click(),
  'armature.runs': openBackends,
  'armature.keys': openBackends,
};

const PATIENCE_MS = 60_000;
/** What is said comes with the next picture of the screen. */
const SAYING_MS = 3000;

/** Opens what needs databases that do not open, and closes it. Gives what was said there. */
export async function openParts({ page, hand }: Visit, databases: readonly string[]): Promise<string> {
  const said: string[] = [];
  for (const name of databases) {
    const open = DOORS[name];
    if (!open) continue;
    await open(page);
    const dialog = page.getByRole('dialog').last();
    await expect(dialog).toBeVisible();
    await expect.poll(() => hand.struck(refusalOf(name)), { timeout: PATIENCE_MS }).toBeGreaterThan(0);
    const told = dialog.locator('.field-error, [role=alert]').first();
    await told.waitFor({ timeout: SAYING_MS }).catch(() => undefined);
    if (await told.isVisible()) said.push(await told.innerText());
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  return said.join(' ');
}
