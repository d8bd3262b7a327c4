import { expect } from '@playwright/test';
import type { Page } from 'playwright';

/** How a run ended; `stuck` where it did not. */
export type RunEnd = 'done' | 'failed' | 'stuck';

/** Far more than any run takes, also on the software GPU of a machine that has other things to do. */
const PATIENCE_MS = 300_000;

/** Is a picture being made? */
export async function isBusy(page: Page): Promise<boolean> {
  return !['idle', 'done', 'failed'].includes(await statusOf(page));
}

/** Waits for a run to end. */
export async function settled(page: Page): Promise<RunEnd> {
  try {
    await expect
      .poll(() => statusOf(page), { timeout: PATIENCE_MS, intervals: [50, 100, 200] })
      .toMatch(/^(?:done|failed)$/);
  } catch {
    return 'stuck';
  }
  return (await statusOf(page)) === 'done' ? 'done' : 'failed';
}

async function statusOf(page: Page): Promise<string> {
  return (await page.locator('.result > .picture').getAttribute('data-status')) ?? '';
}

/** What the page says of a run that failed; nothing where it does not say what to do. */
export async function failureWords(page: Page): Promise<string> {
  const [what = '', ...next] = await page.locator('.result .notice > p').allInnerTexts();
  return next.some((line) => line.trim() !== '') ? [what, ...next].join(' ') : '';
}

/** What the page says of what it cannot keep or read. */
export async function noticeWords(page: Page): Promise<string> {
  const notice = page.getByRole('region', { name: 'What is kept' });
  return (await notice.isVisible()) ? notice.innerText() : '';
}
