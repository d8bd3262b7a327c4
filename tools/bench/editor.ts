/*
 * `npm run bench:editor`: drags a joint among ten people with hands and faces for some seconds in Chromium, with the editor
 * filling the page. Tells, by the browser's trace, frames per second, the 95th percentile of the time between frames and how
 * many were dropped; the longest task; and what a frame costs the page's main thread and the whole of its process in
 * processor time, which a busy machine hardly makes longer.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { build } from 'vite';
import {
  addPerson,
  giveFace,
  giveHand,
  openPoseJsonFrom,
  type Pose,
  presetPerson,
} from '../../core/pose/index.ts';
import { createStaticHost } from '../../server/static-host.ts';
import { exitWith } from '../cli/failures.ts';
import { findChromium } from '../cli/find-chromium.ts';
import { numberFrom, parseArguments } from '../cli/parse-arguments.ts';
import { type FrameTrace, traceFrames } from './frame-trace.ts';

interface Options {
  readonly people: number;
  readonly seconds: number;
  readonly side: number;
}

interface Measured extends FrameTrace {
  /** Tasks of the page's main thread above 50 ms, in ms. */
  readonly longTasks: readonly number[];
}

/** Processor time in ms: of the main thread in all, with its parts, and of the page's process with all of its threads. */
interface Cost {
  readonly script: number;
  readonly style: number;
  readonly task: number;
  readonly process: number;
}

/** Where the drag takes place. */
interface Site {
  readonly browser: Browser;
  readonly page: Page;
  readonly session: CDPSession;
}

/** In CSS px of the page. */
interface Place {
  readonly x: number;
  readonly y: number;
}

const VIEWPORT = { width: 1440, height: 900 };
/** Radius of the circle on which the joint is dragged, in CSS px. */
const RADIUS = 80;
/** Time of one turn, and from one report of the mouse to the next, of which a mouse makes 125 a second. */
const TURN_MS = 700;
const MOVE_MS = 8;
/** What opening a pose of many people brings with it, rows and small pictures in the panels, is over by then. */
const SETTLED_MS = 2000;

function parseOptions(argv: readonly string[]): Options {
  const command = new Command('bench:editor')
    .description('Drag a joint among many people.')
    .option('--people <number>', 'how many people', numberFrom, 10)
    .option('--seconds <number>', 'how long to drag', numberFrom, 3)
    .option('--side <px>', 'side of the canvas', numberFrom, 1024);
  return parseArguments(command, argv).opts<Options>();
}

async function main({ people, seconds, side }: Options): Promise<void> {
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
    await openPose(page, crowd(people, side));
    const session = await page.context().newCDPSession(page);
    // Thread ticks leave out the time in which other programs had the processor.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await spentOn(session);
    const measured = await dragFor({ browser, page, session }, seconds);
    const after = await spentOn(session);
    const frames = measured.intervals.length;
    tell(measured, people);
    const perFrame = (part: keyof Cost): number => (after[part] - before[part]) / frames;
    tellCost({
      script: perFrame('script'),
      style: perFrame('style'),
      task: perFrame('task'),
      process: perFrame('process'),
    });
  } finally {
    await browser.close();
    host.close();
  }
}

function crowd(people: number, side: number): Pose {
  const canvas = { width: side, height: side };
  const whole = (pose: Pose, index: number): Pose =>
    giveFace(giveHand(giveHand(pose, index, 'left', 'open'), index, 'right', 'fist'), index);
  let pose: Pose = { ...canvas, people: [] };
  for (let index = 0; index < people; index++) {
    pose = whole(addPerson(pose, presetPerson('standing', canvas)), index);
  }
  return pose;
}

async function openPose(page: Page, pose: Pose): Promise<void> {
  const text = JSON.stringify(openPoseJsonFrom(pose));
  await page
    .locator('.editor input[type=file]')
    .setInputFiles({ name: 'crowd.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Fill the page' }).click();
  await page.locator(`[data-handle="${pose.people.length - 1}.body.1"]`).waitFor();
  await sleep(SETTLED_MS);
}

async function dragFor({ browser, page, session }: Site, seconds: number): Promise<Measured> {
  const box = await page.locator('[data-handle="0.body.4"]').boundingBox();
  if (!box) throw new Error('The wrist is not on the screen.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.evaluate(watchTasks);
  const frames = await traceFrames(browser, page, () => circle(session, middle, seconds));
  const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  await page.mouse.up();
  return { ...frames, longTasks };
}

/** Moves the pressed mouse as a hand does: at its own pace, and not only once the page has drawn the move before. */
async function circle(session: CDPSession, middle: Place, seconds: number): Promise<void> {
  const moves: Promise<unknown>[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  for (let now = start; now < end; now = performance.now()) {
    const turn = ((now - start) / TURN_MS) * 2 * Math.PI;
    const x = middle.x + RADIUS * Math.sin(turn);
    const y = middle.y - RADIUS * (1 - Math.cos(turn));
    const move = { type: 'mouseMoved', x, y, button: 'left', buttons: 1 } as const;
    moves.push(session.send('Input.dispatchMouseEvent', move));
    await sleep(MOVE_MS);
  }
  await Promise.all(moves);
}

/** What has been spent so far. */
async function spentOn(session: CDPSession): Promise<Cost> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
  return {
    script: of('ScriptDuration'),
    style: of('RecalcStyleDuration') + of('LayoutDuration'),
    task: of('TaskDuration'),
    process: of('ProcessTime'),
  };
}

/** Runs in the page: notes the time of every long task from here on. */
function watchTasks(): void {
  const longTasks: number[] = [];
  Object.assign(globalThis, { longTasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask' });
}

function tell({ intervals, dropped, longTasks }: Measured, people: number): void {
  const inOrder = intervals.toSorted((a, b) => a - b);
  const total = intervals.reduce((sum, frame) => sum + frame, 0);
  const late = inOrder[Math.floor(inOrder.length * 0.95)] ?? 0;
  const longest = longTasks.length === 0 ? 'below 50' : String(Math.round(Math.max(...longTasks)));
  console.log(
    `${people} people: ${((intervals.length / total) * 1000).toFixed(1)} frames/s, ` +
      `95 % of the frames within ${late.toFixed(1)} ms, ${dropped} dropped, longest task ${longest} ms`,
  );
}

function tellCost({ script, style, task, process }: Cost): void {
  console.log(
    `a frame takes ${task.toFixed(1)} ms of the main thread, of which ${script.toFixed(1)} ms are script and ` +
      `${style.toFixed(1)} ms style and layout; all threads of the page take ${process.toFixed(1)} ms`,
  );
}

try {
  await main(parseOptions(process.argv));
  process.exit();
} catch (error) {
  exitWith(error);
}
