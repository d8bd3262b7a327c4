/*
 * What the workers do that do not draw, as a person has them do it: each is brought to its work, may fail in words, and has to
 * do it once the fault is gone.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from 'playwright';
import { ArmaturePage } from '../drivers/page.ts';
import type { WorkerBeside, WorkerFault } from './break-worker.ts';
import type { Visit } from './visit-state.ts';

interface WorkBeside {
  /** Has it work, on a page that is fresh, and again on one that tells of a failure. */
  readonly ask: (page: Page) => Promise<void>;
  /** What shows that it was done. */
  readonly done: (page: Page) => Locator;
  /** What tells that it was not. */
  readonly failed: (page: Page) => Locator;
  /** Reads what it says. */
  readonly words: (page: Page) => Promise<string>;
  /** Leaves the page as it was. */
  readonly leave: (page: Page) => Promise<void>;
}

const PATIENCE_MS = 120_000;
const PICTURE = 'tests/fixtures/keypoints/page-00.png';

function closed(dialog: Locator): Promise<void> {
  return dialog.getByRole('button', { name: 'Close' }).click();
}

function models(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Models' });
}

function detection(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Detect a pose' });
}

function prompt(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt', exact: true });
}

const WORK: Readonly<Record<WorkerBeside, WorkBeside>> = {
  library: {
    async ask(page) {
      if (await models(page).isVisible()) await closed(models(page));
      await page.getByRole('button', { name: /^Model: / }).click();
    },
    done: (page) => models(page).getByText('Not on this device').first(),
    failed: (page) => models(page).locator('p.field-error').first(),
    words: (page) => models(page).locator('p.field-error').first().innerText(),
    leave: (page) => closed(models(page)),
  },
  text: {
    async ask(page) {
      // The key alone goes to the end of a line.
      await prompt(page).press('Control+End');
      await prompt(page).press('!');
    },
    done: (page) => page.getByRole('button', { name: / of \d+ tokens$/ }).first(),
    failed: (page) => page.getByRole('button', { name: 'Tokens are not counted' }).first(),
    async words(page) {
      await page.getByRole('button', { name: 'Tokens are not counted' }).first().click();
      const words = await page.locator('.token-popup p').innerText();
      await page.keyboard.press('Escape');
      return words;
    },
    async leave(page) {
      const text = await prompt(page).inputValue();
      await prompt(page).fill(text.replace(/!+$/, ''));
    },
  },
  detect: {
    async ask(page) {
      if (!(await detection(page).isVisible())) {
        await page.getByRole('button', { name: /^Detect a pose/ }).click();
      }
      await page.getByLabel('Picture with people').setInputFiles(PICTURE);
    },
    done: (page) => page.getByText('1 person found by Armature keypoints.'),
    failed: (page) => detection(page).getByRole('alert'),
    words: (page) => detection(page).getByRole('alert').innerText(),
    leave: (page) => closed(detection(page)),
  },
};

/**
 * Brings a worker to its work on a fresh page, with a fault, and once more without it where that was told.
 *
 * @returns what the page said where the work was not done at once; nothing where it was
 */
export async function workBeside(
  visit: Visit,
  beside: WorkerBeside,
  { fault, lasting }: { readonly fault: WorkerFault; readonly lasting: boolean },
): Promise<string> {
  const { page, hand } = visit;
  const { ask, done, failed, words, leave } = WORK[beside];
  await page.reload();
  visit.onPage = 0;
  await expect(new ArmaturePage(page).generateButton).toBeVisible();
  const before = hand.struck(fault.deed);
  hand.armNext(fault, lasting);
  await ask(page);
  await expect.poll(() => hand.struck(fault.deed) - before, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
  await expect(failed(page).or(done(page)).first()).toBeVisible({ timeout: PATIENCE_MS });
  const said = (await failed(page).isVisible()) ? await words(page) : '';
  hand.lift();
  if (said !== '') {
    await ask(page);
    await expect(failed(page)).toBeHidden({ timeout: PATIENCE_MS });
    await expect(done(page)).toBeVisible({ timeout: PATIENCE_MS });
  }
  await leave(page);
  return said;
}
