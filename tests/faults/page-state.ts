import { expect } from '@playwright/test';
import type { Locator, Page } from 'playwright';

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
  const notices = [page.getByRole('region', { name: 'What is kept' }), unkeptNotice(page)];
  const shown = await Promise.all(notices.map((notice) => notice.isVisible()));
  const words = await Promise.all(notices.filter((_, i) => shown[i]).map((notice) => notice.innerText()));
  return words.join(' ');
}

/** Pictures of which the page says that they are on the page alone, with a way to save them. */
export async function picturesToSave(page: Page): Promise<number> {
  const notice = unkeptNotice(page);
  if (!(await notice.getByRole('button', { name: /^Save (?:it as a file|them as files)$/ }).isVisible()))
    return 0;
  const head = await notice.getByRole('heading').innerText();
  return Number.parseInt(head, 10) || 1;
}

/** Has the page try again to keep the pictures of which it says that they are not kept; none where it says so of none. */
export async function keepAgain(page: Page): Promise<void> {
  const again = unkeptNotice(page).getByRole('button', { name: 'Try again' });
  if (await again.isVisible()) await again.click();
}

function unkeptNotice(page: Page): Locator {
  return page.locator('.result .notice').filter({ has: page.getByRole('heading', { name: /not kept$/ }) });
}
