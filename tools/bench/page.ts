/*
 * `npm run bench:page`: builds the page and tells what its first view weighs, how Lighthouse finds it on this processor and on
 * one a quarter as fast, and for how long the page's main thread is held up while a picture is made.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { createStaticHost } from '../../server/static-host.ts';
import { FIRST_VIEW_BYTES, firstViewWeight } from '../build/first-view.ts';
import { exitWith } from '../cli/failures.ts';
import { findChromium } from '../cli/find-chromium.ts';
import { type TracedTask, traceTasks } from './task-trace.ts';

/** Fetched when it is needed: it is larger than all that the page is built with. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

/** Visits with each processor, and pictures: one alone says little on a machine that others use as well. */
const VISITS = 3;

/** A task that keeps the page from being interactive, in ms as Lighthouse reckons them. */
interface LongTask {
  readonly url: string;
  readonly startTime: number;
  readonly duration: number;
}

interface Audit {
  readonly numericValue?: number;
  readonly details?: { readonly items?: readonly LongTask[] };
}

interface LighthouseReport {
  /** How fast Lighthouse finds the machine. */
  readonly environment: { readonly benchmarkIndex: number };
  readonly categories: Readonly<Record<(typeof CATEGORIES)[number], { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, Audit>>;
}

async function main(): Promise<void> {
  await build({ logLevel: 'warn' });
  const weight = await firstViewWeight('dist');
  console.log(`first view: ${kilo(weight)} kB of gzipped scripts, of ${kilo(FIRST_VIEW_BYTES)} at the most`);
  const host = createStaticHost('dist').listen(0, '127.0.0.1');
  if (!host.listening) await once(host, 'listening');
  const url = `http://localhost:${(host.address() as AddressInfo).port}/`;
  try {
    for (const slowdown of [1, 4]) tellLighthouse(await visits(url, slowdown), slowdown);
    const pictures: (readonly TracedTask[])[] = [];
    for (let visit = 0; visit < VISITS; visit++) pictures.push(await tasksWhileDrawing(url));
    tellTasks(pictures);
  } finally {
    host.close();
  }
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

/** The visit of several in the middle, by when the page can be used. */
async function visits(url: string, slowdown: number): Promise<LighthouseReport> {
  const reports: LighthouseReport[] = [];
  for (let visit = 0; visit < VISITS; visit++) reports.push(await lighthouse(url, slowdown));
  const interactive = ({ audits }: LighthouseReport): number =>
    audits['interactive']?.numericValue ?? Infinity;
  const sorted = reports.toSorted((a, b) => interactive(a) - interactive(b));
  console.log(
    `interactive in ${sorted.map((report) => (interactive(report) / 1000).toFixed(2)).join(', ')} s`,
  );
  const [middle] = sorted.slice(Math.floor(VISITS / 2));
  if (!middle) throw new Error('Lighthouse was not run.');
  return middle;
}

/** Visits the page as from a desktop, with a processor that many times slower than this one. */
async function lighthouse(url: string, slowdown: number): Promise<LighthouseReport> {
  const folder = await mkdtemp(join(tmpdir(), 'armature-lighthouse-'));
  const file = join(folder, 'report.json');
  const options = [
    ...[
      '--preset=desktop',
      `--throttling.cpuSlowdownMultiplier=${slowdown}`,
      `--only-categories=${CATEGORIES.join(',')}`,
    ],
    ...['--chrome-flags=--headless=new --no-sandbox', '--output=json', `--output-path=${file}`, '--quiet'],
  ];
  try {
    const env = { ...process.env, CHROME_PATH: findChromium() };
    await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, url, ...options], { env });
    return JSON.parse(await readFile(file, 'utf8')) as LighthouseReport;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function tellLighthouse({ categories, audits, environment }: LighthouseReport, slowdown: number): void {
  const scores = CATEGORIES.map((name) => `${name} ${Math.round(100 * (categories[name].score ?? 0))}`);
  const seconds = (audit: string): string => ((audits[audit]?.numericValue ?? Infinity) / 1000).toFixed(2);
  const speed = environment.benchmarkIndex.toFixed(0);
  console.log(`Lighthouse, processor (${speed}) slowed down ${slowdown} times: ${scores.join(', ')}`);
  console.log(
    `first contentful paint ${seconds('first-contentful-paint')} s, largest ${seconds('largest-contentful-paint')} s, ` +
      `interactive ${seconds('interactive')} s, blocked for ${seconds('total-blocking-time')} s in all`,
  );
  const tasks = audits['long-tasks']?.details?.items ?? [];
  const told = tasks
    .toSorted((one, other) => one.startTime - other.startTime)
    .map(
      ({ url, startTime, duration }) => `${duration.toFixed(0)} at ${startTime.toFixed(0)} ${nameOf(url)}`,
    );
  console.log(`tasks that hold it up, in ms: ${told.join('; ') || 'none'}`);
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** The page's own tasks while it makes a picture, from the press to the picture, in ms. */
async function tasksWhileDrawing(url: string): Promise<readonly TracedTask[]> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    await page.goto(url);
    await page.locator('.backend', { hasText: /^\s*(?:CPU|GPU)\s*$/ }).waitFor({ timeout: 300_000 });
    const box = await page.getByRole('button', { name: 'Generate', exact: true }).boundingBox();
    if (!box) throw new Error('The Generate button is not on the screen.');
    await page.evaluate(markWork);
    const drawn = page.waitForEvent('console', {
      predicate: (said) => said.text() === 'drawn',
      timeout: 300_000,
    });
    return await traceTasks(browser, page, async () => {
      // Looking for the button would be a task of the page as well.
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await drawn;
    });
  } finally {
    await browser.close();
  }
}

/** Runs in the page: marks when the button is pressed and when the picture is there, and says the latter. */
function markWork(): void {
  window.addEventListener('pointerdown', () => performance.mark('begin'), { once: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.result > .picture[data-status=done]')) return;
    observer.disconnect();
    performance.mark('end');
    console.log('drawn');
  }).observe(document.body, { subtree: true, attributeFilter: ['data-status'] });
}

/** A task also takes long where the threads that draw have every core; what it does itself is the time that it had one. */
function tellTasks(pictures: readonly (readonly TracedTask[])[]): void {
  const longest = (of: (task: TracedTask) => number): string =>
    pictures.map((tasks) => Math.max(0, ...tasks.map(of)).toFixed(0)).join(', ');
  console.log(
    `while pictures are made, the longest tasks of the main thread work for ${longest(({ onCore }) => onCore)} ms, ` +
      `and take ${longest(({ took }) => took)} ms with their waits for a core`,
  );
}

try {
  await main();
  process.exit();
} catch (error) {
  exitWith(error);
}
