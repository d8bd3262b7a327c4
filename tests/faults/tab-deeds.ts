/*
 * What happens to a tab while its worker draws: it is reloaded, ends, is frozen, or gets company.
 */
import { expect } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';
import { evict, untilEvictable } from './evict.ts';
import type { FaultCase, TabDeed, TabMoment } from './fault-case.ts';
import { loadAnew } from './load-anew.ts';
import type { Visit } from './visit-state.ts';

const FROZEN_MS = 1500;
const STRIKE_MS = 120_000;
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Does it at its moment. */
export async function performOnTab(visit: Visit, { at, deed }: NonNullable<FaultCase['tab']>): Promise<void> {
  const { hand } = visit;
  if (deed.do === 'evict') {
    const there = await untilEvictable(visit, deed.what);
    await until(visit, at);
    const gone = await evict(visit.page, { url: visit.url, what: deed.what });
    // What the browser deletes is not the page's to keep; what is made from now on is.
    if (['indexeddb', 'file_systems', 'all'].includes(deed.what)) visit.finished = 0;
    if (there && gone) hand.strike(deed.do);
    return;
  }
  await until(visit, at);
  await perform(visit, deed);
  // The page itself tells when it meets another time.
  if (deed.do !== 'clock') hand.strike(deed.do);
}

/** Brings the page to the moment, at which its worker stands still. */
async function until(visit: Visit, at: TabMoment): Promise<void> {
  if (at === 'idle') return;
  const { hand, page } = visit;
  const struck = hand.nextStrike('hold', STRIKE_MS);
  if (at.on === 'call' && at.call === 'load') {
    await loadAnew(visit, { backend: 'cpu' }, () => hand.armNext({ at, deed: 'hold' }, false));
  } else {
    await hand.arm(page, { at, deed: 'hold' }, false);
    await new ArmaturePage(page).generateButton.click();
  }
  await struck;
}

async function perform(visit: Visit, deed: Exclude<TabDeed, { do: 'evict' }>): Promise<void> {
  const { context, page } = visit;
  switch (deed.do) {
    case 'reload':
      await page.reload();
      return ready(visit);
    case 'close': {
      const closed = page.waitForEvent('close');
      await page.close({ runBeforeUnload: true });
      await closed;
      return reopen(visit);
    }
    case 'crash': {
      const gone = page.waitForEvent('crash');
      const session = await context.newCDPSession(page);
      session.send('Page.crash').catch(() => undefined);
      await gone;
      await page.close();
      return reopen(visit);
    }
    case 'freeze': {
      const session = await context.newCDPSession(page);
      await page.evaluate(() =>
        document.addEventListener('freeze', () => void (document.documentElement.dataset['frozen'] = 'yes')),
      );
      const other = await context.newPage();
      await other.bringToFront();
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      await other.close();
      await page.bringToFront();
      await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
      await expect(page.locator('html')).toHaveAttribute('data-frozen', 'yes');
      return;
    }
    case 'offline':
      await context.setOffline(true);
      expect(await page.evaluate(() => navigator.onLine)).toBe(false);
      return;
    case 'clock':
      return visit.hand.jumpClock(page, deed.to === 'forward' ? YEAR_MS : -YEAR_MS);
    case 'second-tab':
      return workInSecondTab(visit);
  }
}

/** The other tab makes another pose and prompt, and a picture of its own; this one must keep its own. */
async function workInSecondTab(visit: Visit): Promise<void> {
  const { context, page } = visit;
  const other = await context.newPage();
  await other.goto('/');
  const armature = new ArmaturePage(other);
  await expect(armature.generateButton).toBeVisible();
  await armature.joint(1, 'right wrist').focus();
  await other.keyboard.press('Shift+ArrowRight');
  await other.getByRole('textbox', { name: 'Prompt', exact: true }).fill('another prompt of another tab');
  await armature.generateButton.click();
  const status = other.locator('.result > .picture');
  await expect(status).toHaveAttribute('data-status', 'done', { timeout: STRIKE_MS });
  visit.finished++;
  const closed = other.waitForEvent('close');
  await other.close({ runBeforeUnload: true });
  await closed;
  await page.bringToFront();
}

async function reopen(visit: Visit): Promise<void> {
  visit.page = await visit.context.newPage();
  await visit.page.goto('/');
  return ready(visit);
}

async function ready(visit: Visit): Promise<void> {
  visit.onPage = 0;
  await expect(new ArmaturePage(visit.page).generateButton).toBeVisible();
}
