/*
 * `npm run bench:gallery`: opens a gallery of thousands of pictures in Chromium, scrolls through it as with a trackpad, or
 * with `--flat-out` by a wheel as fast as the browser takes it, and searches in it. Tells how long the gallery takes to be
 * there, and from the browser's own trace the frames that were drawn while it was scrolled, the time between them, and the
 * longest task of the page's main thread.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { createStaticHost } from '../../server/static-host.ts';
import { exitWith } from '../cli/failures.ts';
import { findChromium } from '../cli/find-chromium.ts';
import { numberFrom, parseArguments } from '../cli/parse-arguments.ts';
import { fillShelf } from './fill-gallery.ts';

interface Options {
  readonly pictures: number;
  readonly seconds: number;
  readonly flatOut: boolean;
}

/** The part of an event of the browser's trace that is used; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

const VIEWPORT = { width: 1440, height: 900 };
/** CSS px of one report of a trackpad, and ms from one to the next: three screens a second. */
const GLIDE = 40;
const GLIDE_MS = 16;
/** CSS px of one notch of a wheel that turns without a pause. */
const NOTCH = 240;
const LONG_TASK_MS = 50;

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:gallery')
    .description('Scroll through a large gallery.')
    .option('--pictures <number>', 'how many pictures', numberFrom, 5000)
    .option('--seconds <number>', 'how long to scroll', numberFrom, 5)
    .option('--flat-out', 'turn the wheel without a pause', false);
  return parseArguments(command, argv).opts<Options>();
}

async function main({ pictures, seconds, flatOut }: Options): Promise<void> {
  await build({ logLevel: 'warn' });
  const host = createStaticHost('dist').listen(0, '127.0.0.1');
  if (!host.listening) await once(host, 'listening');
  const { port } = host.address() as AddressInfo;
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, serviceWorkers: 'block' });
    await page.goto(`http://127.0.0.1:${port}/`);
    // Until the model is up, its loading would be measured.
    await page.locator('.backend', { hasText: /^\s*(?:CPU|GPU)\s*$/ }).waitFor({ timeout: 300_000 });
    await fillShelf(page, { count: pictures });
    const opened = await openGallery(page, pictures);
    const events = await traceOf(browser, page, () => scrollFor(page, seconds, flatOut));
    const searched = await search(page);
    tell({ pictures, opened, searched, events });
  } finally {
    await browser.close();
    host.close();
  }
}

/** Milliseconds from the press until the pictures are there. */
async function openGallery(page: Page, pictures: number): Promise<number> {
  const start = performance.now();
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await page.getByText(`${pictures.toLocaleString('en')} pictures`).waitFor();
  await page.locator('.gallery-card img').first().waitFor();
  return performance.now() - start;
}

async function scrollFor(page: Page, seconds: number, flatOut: boolean): Promise<void> {
  const box = await page.locator('.gallery-scroller').boundingBox();
  if (!box) throw new Error('The grid is not on the screen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const turn = (deltaY: number): Promise<unknown> =>
    session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
  const glides: Promise<unknown>[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (flatOut) await turn(NOTCH);
    else {
      // A hand does not wait until the page has moved.
      glides.push(turn(GLIDE));
      await sleep(GLIDE_MS);
    }
  }
  await Promise.all(glides);
}

/** Milliseconds from the last letter until the list has changed. */
async function search(page: Page): Promise<number> {
  const field = page.getByRole('searchbox', { name: 'Search pictures' });
  await field.fill('sailo');
  const start = performance.now();
  await field.fill('sailor 17');
  await page.getByText(/^[\d,]+ of [\d,]+ pictures/).waitFor();
  return performance.now() - start;
}

/** Does something while the browser takes notes. */
async function traceOf(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<readonly TraceEvent[]> {
  await browser.startTracing(page, {
    categories: [
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      'disabled-by-default-devtools.timeline.frame',
    ],
  });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return trace.traceEvents;
}

interface Outcome {
  readonly pictures: number;
  readonly opened: number;
  readonly searched: number;
  readonly events: readonly TraceEvent[];
}

function tell({ pictures, opened, searched, events }: Outcome): void {
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasks = events.filter(
    ({ name, pid, tid }) => name === 'RunTask' && pid === main?.pid && tid === main.tid,
  );
  const longest = Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000));
  const long = tasks.filter(({ dur = 0 }) => dur / 1000 > LONG_TASK_MS).length;
  const frames = events.filter(({ name, pid }) => name === 'DrawFrame' && pid === main?.pid);
  const times = frames.map(({ ts }) => ts / 1000).toSorted((a, b) => a - b);
  const gaps = times
    .slice(1)
    .map((time, i) => time - (times[i] ?? time))
    .toSorted((a, b) => a - b);
  const total = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const at = (share: number): string => (gaps[Math.floor(gaps.length * share)] ?? 0).toFixed(1);
  console.log(
    `${pictures} pictures: there after ${opened.toFixed(0)} ms, searched in ${searched.toFixed(0)} ms`,
  );
  console.log(
    `${((1000 * gaps.length) / total).toFixed(0)} frames/s, ${at(0.5)} ms between frames, 95th percentile ${at(0.95)} ms`,
  );
  console.log(`longest task ${longest.toFixed(0)} ms, ${long} above ${LONG_TASK_MS} ms`);
}

try {
  await main(parseOptions(process.argv));
  process.exit();
} catch (error) {
  exitWith(error);
}
