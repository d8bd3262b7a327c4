/* Threads: by the host's headers, by the service worker, in frames, and without any of them. */
import { type BrowserContextOptions, expect, type Frame, type Page, test } from '@playwright/test';
import { type ShellHost, startShellHost } from '../drivers/shell-host.ts';

test.use({ trace: 'off' });

const ALLOWED: BrowserContextOptions = { serviceWorkers: 'allow' };
const BLOCKED: BrowserContextOptions = { serviceWorkers: 'block' };

const hosts: ShellHost[] = [];
async function host(kind: 'headers' | 'bare'): Promise<ShellHost> {
  const started = await startShellHost(kind);
  hosts.push(started);
  return started;
}
test.afterEach(() => Promise.all(hosts.splice(0).map(({ close }) => close())));

/** Is the engine up? Asked without a script in the page, which would count as a touch of the person. */
function enginesUp(page: Page | Frame): Promise<void> {
  return expect(page.locator('.backend')).toHaveText(/^\s*(?:CPU|GPU)$/, { timeout: 120_000 });
}

async function threadsNote(page: Page): Promise<string> {
  await page.locator('.backend').click();
  const note = await page.locator('.backend-popup').innerText();
  await page.keyboard.press('Escape');
  return note;
}

function isIsolated(page: Page | Frame): Promise<boolean> {
  return page.evaluate(() => crossOriginIsolated && typeof SharedArrayBuffer === 'function');
}

/** A page around Armature. */
async function around(
  outer: ShellHost,
  src: string,
  headers: Record<string, string> = {},
  attributes = '',
): Promise<string> {
  const body = `<title>Around</title><iframe src="${src}" width="1200" height="800" ${attributes}></iframe>`;
  outer.changes.set('/around.html', { body, headers });
  return Promise.resolve(`${outer.url}around.html`);
}

test('a bare host gets its threads from the service worker, after one reload', async ({ browser }) => {
  const bare = await host('bare');
  const page = await browser.newPage(ALLOWED);
  await page.goto(bare.url);
  // It comes by itself: nobody has touched the page.
  await page.waitForEvent('framenavigated', { timeout: 120_000 });
  await enginesUp(page);
  expect(await isIsolated(page)).toBe(true);
  expect(await threadsNote(page)).toMatch(/CPU: [2-9] threads\./);
  // The document once, and once the policy that it has there by now.
  expect(bare.asked.filter((path) => path === '/')).toHaveLength(2);
  await page.context().close();
});

test('who is at it already is asked before the reload', async ({ browser }) => {
  const bare = await host('bare');
  const page = await browser.newPage(ALLOWED);
  await page.goto(bare.url);
  await page.getByRole('heading', { name: 'Armature' }).click();
  const reload = page.getByRole('button', { name: 'Reload' });
  await expect(page.getByText('Reload once to draw faster, on all processors.')).toBeVisible({
    timeout: 120_000,
  });
  expect(await isIsolated(page)).toBe(false);
  await reload.click();
  await expect(reload).toBeHidden();
  await enginesUp(page);
  expect(await isIsolated(page)).toBe(true);
  await page.context().close();
});

test('without headers and without a service worker there is one thread, and the page says so', async ({
  browser,
}) => {
  const bare = await host('bare');
  const page = await browser.newPage(BLOCKED);
  await page.goto(bare.url);
  await enginesUp(page);
  expect(await isIsolated(page)).toBe(false);
  expect(await threadsNote(page)).toContain('CPU: 1 thread (');
  await page.context().close();
});

test.describe('in a frame', () => {
  test('of a page without headers, by its own policy for documents', async ({ browser }) => {
    const own = await host('headers');
    const page = await browser.newPage(BLOCKED);
    await page.goto(await around(own, './'));
    const frame = page.frames()[1];
    if (!frame) throw new Error('There is no frame.');
    await enginesUp(frame);
    expect(await isIsolated(page), 'the page around is not isolated').toBe(false);
    expect(await isIsolated(frame)).toBe(true);
    await page.context().close();
  });

  test('of an isolated page, as a credentialless one', async ({ browser }) => {
    const own = await host('headers');
    const headers = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'credentialless',
    };
    const page = await browser.newPage(BLOCKED);
    await page.goto(await around(own, './', headers, 'credentialless'));
    const frame = page.frames()[1];
    if (!frame) throw new Error('There is no frame.');
    await enginesUp(frame);
    expect(await frame.evaluate(() => 'credentialless' in window && window.credentialless)).toBe(true);
    expect(await isIsolated(frame)).toBe(true);
    await page.context().close();
  });

  test('on a bare host it is not reloaded, and isolated from the next visit on', async ({ browser }) => {
    const bare = await host('bare');
    const page = await browser.newPage(ALLOWED);
    const address = await around(await host('bare'), bare.url);
    await page.goto(address);
    const inner = (): Frame => page.frames()[1] ?? page.mainFrame();
    await enginesUp(inner());
    await inner().evaluate(() => navigator.serviceWorker.ready);
    expect(bare.asked.filter((path) => path === '/')).toHaveLength(1);
    expect(await isIsolated(inner())).toBe(false);
    await page.goto(address);
    await enginesUp(inner());
    expect(await isIsolated(inner())).toBe(true);
    await page.context().close();
  });
});
