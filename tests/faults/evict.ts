/*
 * The browser evicts what is stored. Whether it really did is looked at: something of each kind has to be there before, and
 * nothing after it.
 */
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import { ArmaturePage } from '../drivers/page.ts';
import { keepAgain } from './page-state.ts';
import { type Evicted, isOfPictures, isOfShell, kindsOf, type StoredKind, untilStored } from './stored.ts';
import type { Visit } from './visit-state.ts';

/** A picture is written down after it is shown, and the page's files after it has come up. */
const STORING_MS = 60_000;
/** The page hears of an eviction a moment after it. */
const HEARING_MS = 5000;

/**
 * Has the page be one of which something is stored of all that is to be evicted, also where an eviction before this one took
 * it away.
 *
 * @returns whether it is
 */
export async function untilEvictable(visit: Visit, what: Evicted): Promise<boolean> {
  const kinds = kindsOf(what);
  const waiting = { there: true, limitMs: STORING_MS };
  // Pictures first: one that is not kept yet does not outlive coming back.
  await keepAgain(visit.page);
  const pictures = await untilStored(visit.page, kinds.filter(isOfPictures), waiting);
  const others = kinds.filter((kind) => !isOfPictures(kind));
  if (await isLacking(visit.page, others)) await comeBack(visit, others.some(isOfShell));
  return pictures && (await untilStored(visit.page, kinds, waiting));
}

/** Evicts it. Gives whether it is gone. */
export async function evict(
  page: Page,
  { url, what }: { readonly url: string; readonly what: Evicted },
): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(url);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: what });
  return untilStored(page, kindsOf(what), { there: false, limitMs: HEARING_MS });
}

async function isLacking(page: Page, kinds: readonly StoredKind[]): Promise<boolean> {
  if (kinds.some(isOfShell) && !(await isControlled(page))) return true;
  return !(await untilStored(page, kinds, { there: true, limitMs: 0 }));
}

function isControlled(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration !== undefined && navigator.serviceWorker.controller !== null;
  });
}

/** Loads the page anew: it writes its texts again as it goes, and keeps its files again as it comes. */
async function comeBack(visit: Visit, byServiceWorker: boolean): Promise<void> {
  const { page } = visit;
  visit.onPage = 0;
  await page.reload();
  if (byServiceWorker) {
    await page.evaluate(() => navigator.serviceWorker.ready);
    // A service worker takes over no page that is open.
    if (!(await isControlled(page))) await page.reload();
    expect(await isControlled(page)).toBe(true);
  }
  await new ArmaturePage(page).ready();
}
