/*
 * What earlier visits, or other versions of the page, left behind.
 */
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import { ArmaturePage } from '../drivers/page.ts';
import { BINDING, textOf } from './inject.ts';
import { READING, refusalOf } from './strikes.ts';
import type { Visit } from './visit-state.ts';
import { watchReading, watchRefusals } from './watch-past.ts';

/** Closes the tab and comes back to texts that somebody else wrote meanwhile. */
export async function comeBackTo(visit: Visit, saved: Readonly<Record<string, string>>): Promise<void> {
  const { page, context } = visit;
  await page.evaluate((texts) => {
    addEventListener('pagehide', () => {
      for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
    });
  }, saved);
  const next = await context.newPage();
  const watched = { binding: BINDING, name: READING, texts: saved };
  await next.addInitScript({ content: textOf(watchReading, watched) });
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  await next.goto('/');
  await expect(new ArmaturePage(next).generateButton).toBeVisible();
  visit.page = next;
  visit.onPage = 0;
}

/** Leaves databases as a later version of the page would. */
export async function leaveLaterDatabases(page: Page, url: string, names: readonly string[]): Promise<void> {
  await page.route(`${url}empty`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Empty</title>' }),
  );
  await page.goto('/empty');
  await page.evaluate(async (all) => {
    for (const name of all) {
      await new Promise<void>((resolve) => {
        const request = indexedDB.open(name, 99);
        request.onupgradeneeded = () => void request.result.createObjectStore('later');
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      });
    }
  }, names);
  const watched = {
    binding: BINDING,
    names: Object.fromEntries(names.map((name) => [name, refusalOf(name)])),
  };
  await page.addInitScript({ content: textOf(watchRefusals, watched) });
}
