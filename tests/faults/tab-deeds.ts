/*
 * What happens to a tab while its worker draws: it is reloaded, ends, is frozen, or gets company.
 */
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import { ArmaturePage } from '../drivers/page.ts';
import type { FaultCase, TabDeed } from './cases.ts';
import type { Visit } from './visit.ts';

const FROZEN_MS = 1500;

/** Does it at its moment. Gives the tab to go on with. */
export async function performOnTab(
  visit: Visit,
  page: Page,
  { at, deed }: NonNullable<FaultCase['tab']>,
): Promise<Page> {
  if (at !== 'idle') {
    const { hand } = visit;
    const struck = hand.nextStrike(visit.patienceMs);
    const load = at.on === 'call' && at.call === 'load';
    await hand.arm(page, { at, deed: 'hold' });
    const armature = new ArmaturePage(page);
    // A backend that is chosen anew is loaded anew.
    if (load) await armature.chooseBackend('CPU (WASM)');
    else await armature.generateButton.click();
    await struck;
  }
  return perform(visit, page, deed);
}

async function perform(visit: Visit, page: Page, deed: TabDeed): Promise<Page> {
  const { context, url } = visit;
  switch (deed.do) {
    case 'reload':
      await page.reload();
      return ready(page);
    case 'close':
      await page.close({ runBeforeUnload: true });
      return reopen(visit);
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
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      return page;
    }
    case 'offline':
      await context.setOffline(true);
      return page;
    case 'second-tab':
      return workInSecondTab(visit, page);
    case 'evict': {
      const session = await context.newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: deed.what });
      return page;
    }
  }
}

/** The other tab makes another pose and prompt, and a picture of its own; this one must keep its own. */
async function workInSecondTab({ context, patienceMs }: Visit, page: Page): Promise<Page> {
  const other = await context.newPage();
  await other.goto('/');
  const armature = new ArmaturePage(other);
  await expect(armature.generateButton).toBeVisible();
  await armature.joint(1, 'left wrist').focus();
  await other.keyboard.press('Shift+ArrowLeft');
  await armature.joint(1, 'right wrist').focus();
  await other.keyboard.press('Shift+ArrowRight');
  await other.getByRole('textbox', { name: 'Prompt', exact: true }).fill('another prompt of another tab');
  await armature.generateButton.click();
  await expect(other.locator('.result > .picture')).toHaveAttribute('data-status', 'done', {
    timeout: patienceMs,
  });
  await other.close({ runBeforeUnload: true });
  await page.bringToFront();
  return page;
}

async function reopen({ context }: Visit): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  return ready(page);
}

async function ready(page: Page): Promise<Page> {
  await expect(new ArmaturePage(page).generateButton).toBeVisible();
  return page;
}
