/*
 * A browser whose tabs can be hidden and frozen. Playwright keeps the tabs of its own contexts in sight for good, and Chromium
 * freezes none that is; so this one is reached from outside, in its own default context, with none of Playwright's settings.
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { type BrowserContext, chromium } from 'playwright';
import { findChromium } from '../../tools/cli/find-chromium.ts';

/** A context, and the way to be rid of it. */
export interface OpenContext {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Starts it, with a profile of its own and without service workers. */
export async function openFreezingBrowser(): Promise<OpenContext> {
  const port = await freePort();
  const started = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--window-size=1280,800', `--remote-debugging-port=${port}`],
  });
  try {
    const browser = await chromium.connectOverCDP(`http://localhost:${port}`, { noDefaults: true });
    const context = browser.contexts()[0];
    if (!context) throw new Error('The browser has no context of its own.');
    await context.addInitScript(() => {
      if ('serviceWorker' in navigator) navigator.serviceWorker.register = () => new Promise(() => undefined);
    });
    return { context, close: () => started.close() };
  } catch (error) {
    await started.close();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
