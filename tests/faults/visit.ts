/*
 * One visit with one fault: something is made, the fault strikes, and then all of it must still be there, with a finished
 * picture or with words on what to do.
 */
import type { Browser, BrowserContext, Page } from 'playwright';
import { expect } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';
import type { WorkerFault } from './break-worker.ts';
import type { FaultCase } from './cases.ts';
import { type FaultHand, injectFaults } from './inject.ts';
import { performOnTab } from './tab-deeds.ts';
import { keptPictures, type Losses, lossesOf, makeWork, readWork, type Work } from './work.ts';

/** How a visit ended. */
export type Ending =
  /** The picture came without anything being asked of the person. */
  | 'recovered'
  /** Words said what happened and what to do, and doing it gave the picture. */
  | 'told'
  /** Neither came. */
  | 'stuck';

/** What became of one fault. */
export interface Verdict {
  readonly ending: Ending;
  /** What the page said. */
  readonly words: string;
  /** What was gone, on the page or after a reload. */
  readonly lost: Losses;
  /** Finished pictures that were on the page before the fault, and not after it, though the page had not been reloaded. */
  readonly pictureGone: boolean;
  /** Finished pictures that the device no longer has after a reload; undefined while the page does not keep pictures. */
  readonly picturesUnkept: number | undefined;
  /** How often the fault struck; 0 means that the case tests nothing. */
  readonly struck: number;
}

/** Where the page is. */
export interface FaultSite {
  readonly browser: Browser;
  readonly url: string;
}

/** A picture on the CPU takes a second or two, the software GPU compiles for half a minute. */
const PATIENCE_MS = { cpu: 45_000, gpu: 150_000, hardware: 150_000 };

/** What a visit works with. */
export interface Visit {
  readonly fault: FaultCase;
  readonly context: BrowserContext;
  readonly hand: FaultHand;
  readonly url: string;
  readonly patienceMs: number;
}

/** Injects one fault and says what became of it. */
export async function visitWith(fault: FaultCase, { browser, url }: FaultSite): Promise<Verdict> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block', baseURL: url },
  });
  try {
    const first = fault.worker && isWhileLoading(fault.worker) ? fault.worker : undefined;
    const hand = await injectFaults(context, {
      ...{ worker: first, page: fault.page, network: fault.network, lasting: fault.lasting },
      asHardware: fault.backend === 'hardware',
    });
    return await visit({ fault, context, hand, url, patienceMs: PATIENCE_MS[fault.backend] });
  } finally {
    await context.close();
  }
}

function isWhileLoading({ at }: WorkerFault): boolean {
  return at.on === 'start' || at.on === 'device' || (at.on === 'call' && at.call !== 'generate');
}

async function visit(visiting: Visit): Promise<Verdict> {
  const { fault, context, hand } = visiting;
  let page = await context.newPage();
  if (fault.laterDatabases) await leaveLaterDatabases(visiting, page);
  let words = await open(visiting, page);
  const work = await makeWork(page);
  if (fault.backend === 'gpu') await new ArmaturePage(page).chooseBackend('GPU (WebGPU)');
  const early = fault.worker && isWhileLoading(fault.worker);
  let pictures = 0;
  let ending: Ending = 'recovered';

  // A picture that is there before the fault must be there after it.
  if (!early && !fault.network && fault.tab?.at !== 'idle') {
    await new ArmaturePage(page).generateButton.click();
    if ((await settled(visiting, page)) !== 'done') throw new Error('The picture before the fault failed.');
    pictures++;
  }
  if (fault.saved) page = await comeBackTo(visiting, page, fault.saved);
  if (fault.worker && !early) await hand.arm(page, fault.worker);
  if (fault.tab) {
    page = await performOnTab(visiting, page, fault.tab);
    if (['reload', 'crash', 'close', 'evict'].includes(fault.tab.deed.do)) pictures = 0;
  }
  const seen = pictures > 0;

  if (!(await isBusy(page))) await new ArmaturePage(page).generateButton.click();
  let end = await settled(visiting, page);
  const pictureGone = seen && !(await new ArmaturePage(page).picture.isVisible());
  if (end === 'failed') {
    words ||= await failureWords(page);
    ending = words === '' ? 'stuck' : 'told';
    hand.lift();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    end = await settled(visiting, page);
  }
  if (end !== 'done') ending = 'stuck';
  else pictures++;
  // Between two runs the fault strikes after the picture: the next one must come as well.
  if (fault.worker?.at.on === 'picture' && end === 'done') {
    await new ArmaturePage(page).generateButton.click();
    if ((await settled(visiting, page)) !== 'done') ending = 'stuck';
    else pictures++;
  }
  words ||= await noticeWords(page);
  if (words !== '' && ending === 'recovered') ending = 'told';
  return judge(visiting, page, { work, ending, words, pictures, pictureGone });
}

interface Ended {
  readonly work: Work;
  readonly ending: Ending;
  readonly words: string;
  /** That should be kept. */
  readonly pictures: number;
  readonly pictureGone: boolean;
}

/** Looks at the page, reloads it, and looks again. */
async function judge({ fault, hand }: Visit, page: Page, ended: Ended): Promise<Verdict> {
  const { work, ending, words, pictures, pictureGone } = ended;
  const before = lossesOf(work, await readWork(page));
  const kept = await keptPictures(page).catch(() => 0);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(new ArmaturePage(page).generateButton).toBeVisible();
  const after = lossesOf(work, await readWork(page));
  const garbage = Object.keys(fault.saved ?? {});
  // What was overwritten with garbage before the page saw it is not the page's to keep.
  const lost = {
    pose: (before.pose || after.pose) && !garbage.includes('armature.pose.2'),
    prompt: (before.prompt || after.prompt) && !garbage.includes('armature.form.1'),
    settings:
      (before.settings || after.settings) &&
      !garbage.includes('armature.form.1') &&
      !garbage.includes('armature.settings.1'),
  };
  const picturesUnkept = kept === undefined ? undefined : Math.max(0, pictures - kept);
  const struck = hand.struck() + (fault.tab || fault.saved || fault.laterDatabases ? 1 : 0);
  return { ending, words, lost, pictureGone, picturesUnkept, struck };
}

/** Opens the page; where it does not come up it must say so, and come up once the fault is gone. */
async function open({ hand }: Visit, page: Page): Promise<string> {
  await page.goto('/');
  const armature = new ArmaturePage(page);
  const notice = page.locator('.boot[role=alert]');
  await expect(armature.generateButton.or(notice)).toBeVisible({ timeout: 20_000 });
  if (await armature.generateButton.isVisible()) return '';
  const words = await notice.innerText();
  hand.lift();
  await page.reload();
  await expect(armature.generateButton).toBeVisible({ timeout: 20_000 });
  return words;
}

/** Closes the tab and comes back to texts that somebody else wrote. */
async function comeBackTo(
  visiting: Visit,
  page: Page,
  saved: Readonly<Record<string, string>>,
): Promise<Page> {
  await page.evaluate((texts) => {
    addEventListener('pagehide', () => {
      for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
    });
  }, saved);
  await page.close({ runBeforeUnload: true });
  const next = await visiting.context.newPage();
  await open(visiting, next);
  return next;
}

async function leaveLaterDatabases({ fault, url }: Visit, page: Page): Promise<void> {
  await page.route(`${url}empty`, (route) => route.fulfill({ contentType: 'text/html', body: '<p>Empty' }));
  await page.goto('/empty');
  await page.evaluate(async (names) => {
    for (const name of names) {
      await new Promise<void>((resolve) => {
        const request = indexedDB.open(name, 99);
        request.onupgradeneeded = () => void request.result.createObjectStore('later');
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      });
    }
  }, fault.laterDatabases ?? []);
}

async function isBusy(page: Page): Promise<boolean> {
  return !['idle', 'done', 'failed'].includes(await statusOf(page));
}

async function statusOf(page: Page): Promise<string> {
  return (await page.locator('.result > .picture').getAttribute('data-status')) ?? '';
}

/** Waits for a run to end; `stuck` where it does not. */
async function settled({ patienceMs }: Visit, page: Page): Promise<'done' | 'failed' | 'stuck'> {
  try {
    await expect
      .poll(() => statusOf(page), { timeout: patienceMs, intervals: [50, 100, 200] })
      .toMatch(/^(?:done|failed)$/);
  } catch {
    return 'stuck';
  }
  return (await statusOf(page)) === 'done' ? 'done' : 'failed';
}

async function failureWords(page: Page): Promise<string> {
  const [first = '', ...others] = await page.locator('.result .notice > p').allInnerTexts();
  return others.some((line) => line.trim() !== '') ? [first, ...others].join(' ') : '';
}

/** What the page says of what it cannot keep. */
async function noticeWords(page: Page): Promise<string> {
  const notice = page.getByRole('region', { name: 'What is kept' });
  return (await notice.isVisible()) ? notice.innerText() : '';
}

