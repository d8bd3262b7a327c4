/*
 * How long the page takes to its pictures: `npm run bench:picture` builds it, opens it in a new browser each time, presses
 * Generate as soon as that can be done, and presses again once the picture is there. Everything is as a visitor has it, but
 * that the server is on the same machine and nothing is kept for the time without a network.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { createStaticHost } from '../../server/static-host.ts';
import { exitWith } from '../cli/failures.ts';
import { findChromium } from '../cli/find-chromium.ts';

const VISITS = 3;
const FURTHER = 3;
const DONE = '.result > .picture[data-status=done]';

interface Visit {
  /** From the beginning of the navigation to the first picture. */
  readonly firstMs: number;
  /** From a press to its picture. */
  readonly furtherMs: readonly number[];
}

async function main(): Promise<void> {
  await build({ logLevel: 'warn' });
  const host = createStaticHost('dist').listen(0, '127.0.0.1');
  if (!host.listening) await once(host, 'listening');
  const url = `http://localhost:${(host.address() as AddressInfo).port}/`;
  try {
    const visits: Visit[] = [];
    for (let visit = 0; visit < VISITS; visit++) visits.push(await visited(url));
    const report = {
      processors: availableParallelism(),
      firstPictureMs: visits.map(({ firstMs }) => Math.round(firstMs)),
      pictureMs: visits.flatMap(({ furtherMs }) => furtherMs.map(Math.round)),
    };
    console.log(JSON.stringify(report, null, 2));
  } finally {
    host.close();
  }
}

async function visited(url: string): Promise<Visit> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    await page.goto(url, { waitUntil: 'commit' });
    const firstMs = await nextPicture(page);
    const furtherMs: number[] = [];
    for (let i = 0; i < FURTHER; i++) {
      const pressed = await page.evaluate(() => performance.now());
      furtherMs.push((await nextPicture(page)) - pressed);
    }
    return { firstMs, furtherMs };
  } finally {
    await browser.close();
  }
}

/** Presses Generate and waits; when the picture was there, in ms since the navigation began. */
async function nextPicture(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.waitForFunction((done) => !document.querySelector(done), DONE, { polling: 'raf' });
  const there = await page.waitForFunction(
    (done) => (document.querySelector(done) ? performance.now() : undefined),
    DONE,
    { polling: 'raf', timeout: 300_000 },
  );
  return (await there.jsonValue()) ?? NaN;
}

try {
  await main();
  process.exit();
} catch (error) {
  exitWith(error);
}
