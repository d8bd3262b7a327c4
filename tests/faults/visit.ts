/*
 * A visit in which faults strike one after the other. After each of them there must be a finished picture, or words on what
 * to do, with which it then comes; and everything that was made must still be there, at the end of the visit after a reload
 * as well.
 */
import { expect } from '@playwright/test';
import type { Browser, Page } from 'playwright';
import { ArmaturePage } from '../drivers/page.ts';
import type { WorkerFault } from './break-worker.ts';
import { type FaultCase, hasServiceWorker } from './fault-case.ts';
import { type OpenContext, openFreezingBrowser } from './freezing-browser.ts';
import { injectFaults } from './inject.ts';
import { loadAnew } from './load-anew.ts';
import { openParts } from './open-parts.ts';
import { failureWords, isBusy, noticeWords, picturesToSave, type RunEnd, settled } from './page-state.ts';
import { performOnTab } from './tab-deeds.ts';
import { countPictures } from './stored.ts';
import { countStrikes, isOfVisit } from './strikes.ts';
import { comeBackTo, leaveLaterDatabases } from './the-past.ts';
import type { Visit } from './visit-state.ts';
import { workBeside } from './work-beside.ts';
import { type Losses, lossesOf, makeWork, readWork } from './work.ts';

/** Within so many ms of being shown, a picture is written down, or the page tells that it is not. */
const WRITING_MS = 20_000;

/** How a fault ended. */
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
  /** What was gone after it, on the page or at the end after the reload. */
  readonly lost: Losses;
  /** Was a finished picture no longer on the page, though that had not been reloaded? */
  readonly pictureGone: boolean;
  /**
   * Finished pictures of the visit that the device did not keep, and of which the page does not say so and let them be saved;
   * undefined until the end of the visit.
   */
  readonly picturesUnkept: number | undefined;
  /** How often it struck; 0 means that nothing was tested, or not all of it. */
  readonly struck: number;
}

/** Where the page is. */
export interface FaultSite {
  readonly browser: Browser;
  readonly url: string;
}

/** Do two faults go into one visit? Those of the page's surroundings hold for all of a visit. */
export function shareVisit(one: FaultCase, other: FaultCase): boolean {
  const alike =
    one.kind === other.kind &&
    one.backend === other.backend &&
    hasServiceWorker(one) === hasServiceWorker(other);
  return alike && !isOfVisit(one) && !isOfVisit(other);
}

/**
 * Injects faults that share a visit, up to one after which the page was stuck.
 *
 * @param onVerdict - is told of each when it has struck, and again, finally, after the reload at the end
 */
export async function visitWith(
  faults: readonly [FaultCase, ...FaultCase[]],
  site: FaultSite,
  onVerdict: (fault: FaultCase, verdict: Verdict) => void,
): Promise<void> {
  const [first] = faults;
  const { context, close } = await openContext(first, site);
  const hand = await injectFaults(context, {
    ...{ page: first.page ?? [], asHardware: first.backend === 'hardware' },
    onTheWay: !hasServiceWorker(first),
  });
  const verdicts: (readonly [FaultCase, Verdict, () => number])[] = [];
  try {
    const visit = await begin(first, { context, hand, url: site.url });
    for (const fault of faults) {
      const strikes = countStrikes(fault, hand);
      const verdict = { ...(await strike(visit, fault)), struck: strikes() };
      verdicts.push([fault, verdict, strikes]);
      onVerdict(fault, verdict);
      if (verdict.ending === 'stuck') break;
    }
    const { lost, picturesUnkept } = await lookBack(visit);
    for (const [fault, verdict, strikes] of verdicts) {
      const struck = isOfVisit(fault) ? strikes() : verdict.struck;
      onVerdict(fault, { ...verdict, struck, lost: either(verdict.lost, lost), picturesUnkept });
    }
  } finally {
    await close();
  }
}

async function openContext(first: FaultCase, { browser, url }: FaultSite): Promise<OpenContext> {
  if (first.tab?.deed.do === 'freeze') return openFreezingBrowser();
  const context = await browser.newContext({
    ...{ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' },
    ...{ serviceWorkers: hasServiceWorker(first) ? 'allow' : 'block', baseURL: url },
  });
  return { context, close: () => context.close() };
}

/** Opens the page, makes something, and a first picture where nothing is to strike before it. */
async function begin(
  first: FaultCase,
  { context, hand, url }: Pick<Visit, 'context' | 'hand' | 'url'>,
): Promise<Visit> {
  const page = await context.newPage();
  if (first.laterDatabases) await leaveLaterDatabases(page, url, first.laterDatabases);
  await page.goto(url);
  await expect(new ArmaturePage(page).generateButton).toBeVisible();
  const work = await makeWork(page);
  const visit: Visit = { context, hand, url, page, work, onPage: 0, finished: 0 };
  if (first.backend === 'gpu') await new ArmaturePage(page).chooseBackend('GPU (WebGPU)');
  if ((await draw(visit)) !== 'done') throw new Error('The picture before the faults did not come.');
  return visit;
}

/** Presses Generate, unless something is at work, and waits for the end. */
async function draw(visit: Visit): Promise<RunEnd> {
  const { page } = visit;
  if (!(await isBusy(page))) await new ArmaturePage(page).generateButton.click();
  return counted(visit, await settled(page));
}

function counted(visit: Visit, end: RunEnd): RunEnd {
  if (end === 'done') {
    visit.onPage++;
    visit.finished++;
  }
  return end;
}

async function strike(visit: Visit, fault: FaultCase): Promise<Omit<Verdict, 'struck'>> {
  const { hand } = visit;
  const bootWords = await prepare(visit, fault);
  const seen = visit.onPage > 0;
  let end = await draw(visit);
  const pictureGone =
    seen && !(await visit.page.locator('.result canvas.picture-pixels').first().isVisible());
  let words = bootWords;
  if (end === 'failed') {
    words = await failureWords(visit.page);
    hand.lift();
    await visit.context.setOffline(false);
    await decline(visit.page);
    await visit.page.getByRole('button', { name: 'Try again' }).first().click();
    end = words === '' ? 'stuck' : counted(visit, await settled(visit.page));
    if (end !== 'done') await decline(visit.page);
  }
  // Between two runs a fault strikes after the picture: the next one must come as well.
  if (fault.worker?.at.on === 'picture' && end === 'done') end = await draw(visit);
  hand.lift();
  await visit.context.setOffline(false);
  words ||= await noticeWords(visit.page);
  const lost = lossesOf(visit.work, await readWork(visit.page));
  if (fault.saved) visit.work = await makeWork(visit.page);
  return {
    ending: end !== 'done' ? 'stuck' : words === '' ? 'recovered' : 'told',
    ...{ words, pictureGone, picturesUnkept: undefined },
    lost: withoutGarbage(lost, fault),
  };
}

/** Where nothing else is set up to draw, the page offers to set it up, above everything else. */
async function decline(page: Page): Promise<void> {
  const notNow = page.getByRole('button', { name: 'Not now' });
  if (await notNow.isVisible()) await notNow.click();
}

/** Brings the fault about, as far as it does not wait for a run. Gives what the page said where it did not come up. */
async function prepare(visit: Visit, fault: FaultCase): Promise<string> {
  const { hand } = visit;
  const { worker, network, tab, saved, laterDatabases, lasting } = fault;
  if (network && fault.atBoot) {
    hand.cut(network, lasting);
    return bootBroken(visit);
  }
  if (laterDatabases) return openParts(visit, laterDatabases);
  if (worker?.of) return workBeside(visit, worker.of, { fault: worker, lasting });
  if (network) await loadAnew(visit, fault, () => hand.cut(network, lasting));
  if (worker && isWhileLoading(worker)) await loadAnew(visit, fault, () => hand.armNext(worker, lasting));
  else if (worker) await hand.arm(visit.page, worker, lasting);
  if (tab) await performOnTab(visit, tab);
  if (saved) await comeBackTo(visit, saved);
  return '';
}

function isWhileLoading({ at }: WorkerFault): boolean {
  return at.on === 'start' || at.on === 'device' || (at.on === 'call' && at.call !== 'generate');
}

/** A page that does not come up must say so, and come up once the fault is gone. */
async function bootBroken({ page, hand }: Visit): Promise<string> {
  await page.reload();
  const notice = page.locator('.boot [role=alert]');
  await expect(notice).toBeVisible();
  const words = await notice.innerText();
  hand.lift();
  await page.reload();
  await expect(new ArmaturePage(page).generateButton).toBeVisible();
  return words;
}

/** What the reload at the end shows. */
async function lookBack(visit: Visit): Promise<Pick<Verdict, 'lost' | 'picturesUnkept'>> {
  const { page, hand, work, finished } = visit;
  const picturesUnkept = await unkeptInTime(page, finished);
  hand.rest(true);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(new ArmaturePage(page).generateButton).toBeVisible();
  const lost = lossesOf(work, await readWork(page));
  return { lost, picturesUnkept };
}

/** Pictures of which neither is true in time: that the device keeps them, that the page tells that it does not. */
async function unkeptInTime(page: Page, finished: number): Promise<number> {
  const count = async (): Promise<number> => {
    const kept = await page.evaluate(countPictures, 'readable' as const).catch(() => 0);
    return Math.max(0, finished - kept - (await picturesToSave(page)));
  };
  const end = performance.now() + WRITING_MS;
  let unkept = await count();
  while (unkept > 0 && performance.now() < end) {
    await page.waitForTimeout(200);
    unkept = await count();
  }
  return unkept;
}

/** What was overwritten with garbage before the page saw it is not the page's to keep. */
function withoutGarbage(lost: Losses, { saved = {} }: FaultCase): Losses {
  const form = 'armature.form.1' in saved;
  return {
    pose: lost.pose && !('armature.pose.2' in saved),
    prompt: lost.prompt && !form,
    settings: lost.settings && !form && !('armature.settings.1' in saved),
  };
}

function either(one: Losses, other: Losses): Losses {
  return {
    pose: one.pose || other.pose,
    prompt: one.prompt || other.prompt,
    settings: one.settings || other.settings,
  };
}
