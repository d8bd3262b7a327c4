/* The built page as a program: kept for when there is no network, and changed over to a new version. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { BUILT_IN } from '../drivers/built-in.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { publishNext, type ShellHost, startShellHost } from '../drivers/shell-host.ts';

// A trace would hold the whole page several times.
test.use({ serviceWorkers: 'allow', trace: 'off' });

const NEXT = 'Armature, the next version';

let host: ShellHost;
test.beforeEach(async () => {
  host = await startShellHost('headers');
});
test.afterEach(() => host.close());

/** Opens the page and waits until its files are kept; then opens it by way of the service worker. */
async function openKept(page: Page): Promise<ArmaturePage> {
  await page.goto(host.url);
  const armature = new ArmaturePage(page);
  await armature.ready();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await armature.ready();
  return armature;
}

/** Looks for a new version, and tells what became of it. */
function lookForNext(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    return new Promise<string>((settled) => {
      const tell = (): void => {
        if (worker && worker.state !== 'installing') settled(worker.state);
      };
      worker?.addEventListener('statechange', tell);
      tell();
    });
  });
}

/** Does the page get the file, from the service worker or from the host? The browser's own cache does not count. */
function isServed(page: Page, path: string): Promise<boolean> {
  return page.evaluate((address) => fetch(address, { cache: 'no-store' }).then(({ ok }) => ok), path);
}

/** A file that the page fetches only when it is needed. */
async function latePart(): Promise<string> {
  const name = (await readdir('dist/assets')).find((file) => /^Comparison-.*\.js$/.test(file));
  if (name === undefined) throw new Error('The build has no such part.');
  return `assets/${name}`;
}

test('a first visit has the model sent once, for the page and for keeping it', async () => {
  // Contexts of tests have a small cache in memory; people's browsers have one on disk, which takes the largest file.
  const profile = mkdtempSync(join(tmpdir(), 'armature-visit-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...test.info().project.use.launchOptions,
    serviceWorkers: 'allow',
  });
  const page = await context.newPage();
  await page.goto(host.url);
  await new ArmaturePage(page).ready();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const files = (await readdir('dist/models', { recursive: true })).filter((name) =>
    /\.safetensors$/.test(name),
  );
  expect(files.length).toBeGreaterThan(0);
  const kept = await page.evaluate(async (names) => {
    const found = await Promise.all(
      names.map((name) => caches.match(`models/${name}`, { ignoreSearch: true })),
    );
    return found.filter((response) => response?.ok).length;
  }, files);
  expect(kept).toBe(files.length);
  for (const name of files) {
    const path = `/models/${name}`;
    expect
      .soft(
        host.sent.filter((sent) => sent === path),
        path,
      )
      .toEqual([path]);
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

test('after one visit the page opens and draws with the host gone', async ({ page }) => {
  await page.goto(host.url);
  const armature = new ArmaturePage(page);
  await armature.ready();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url);
  });
  expect(kept.filter((url) => !url.startsWith(host.url) || url.includes('/relay/'))).toEqual([]);
  expect(kept.some((url) => url.includes('/models/armature-keypoints/model.safetensors'))).toBe(true);
  // Of the runtime's two builds for the GPU, this browser needs one.
  expect(kept.filter((url) => /\.(?:jspi|asyncify)-[^/]*\.wasm/.test(url))).toHaveLength(1);

  await host.close();
  await page.reload();
  await armature.ready();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await armature.generate();
  await expect(page.locator('.facts').getByText('CPU (WASM)')).toBeVisible();
});

test('a new version waits for the picture at work and for a press', async ({ page }) => {
  const part = await latePart();
  const armature = await openKept(page);
  await armature.setNumber('Steps, exact value', 25);
  await armature.generateButton.click();
  await expect(armature.progress).toBeVisible();
  await publishNext(host, NEXT, part);
  expect(await lookForNext(page)).toBe('installed');
  const update = page.getByRole('button', { name: 'When this is done' });
  await expect(update).toBeDisabled();
  await expect(armature.cancelButton).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save PNG' })).toBeVisible({ timeout: 180_000 });

  await expect(page.getByText('A new version is ready. Save your pictures first.')).toBeVisible();
  expect(await isServed(page, part), 'the old version has all of its files').toBe(true);
  await page.reload();
  await expect(page, 'a reload stays in the old version').toHaveTitle('Armature');
  expect(await isServed(page, part)).toBe(true);

  await page.getByRole('button', { name: 'Update' }).click();
  await expect(page).toHaveTitle(NEXT);
  await armature.ready();
  expect(await isServed(page, part), 'the old files are gone with the old version').toBe(false);
  expect(await isServed(page, part.replace('.js', '-next.js'))).toBe(true);
  await expect(page.getByText('Pose in, picture out')).toBeVisible();
});

test('a new version waits until a picture that the gallery refused is a file', async ({ page }) => {
  await page.addInitScript(() => {
    FileSystemFileHandle.prototype.createWritable = () =>
      Promise.reject(new DOMException('no room', 'QuotaExceededError'));
  });
  const armature = await openKept(page);
  await armature.setNumber('Steps, exact value', 4);
  await armature.generateButton.click();
  await expect(page.getByRole('alert').filter({ hasText: 'A picture is not kept' })).toBeVisible({
    timeout: 120_000,
  });
  await publishNext(host, NEXT, await latePart());
  expect(await lookForNext(page)).toBe('installed');
  const update = page.getByRole('button', { name: 'Update' });
  await expect(update).toBeDisabled();
  await expect(
    page.getByText('A new version is ready. First save the pictures that are not kept.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Save it as a file' }).click();
  await update.click();
  await expect(page).toHaveTitle(NEXT);
});

test('a new version does not start under another tab', async ({ page, context }) => {
  await openKept(page);
  const other = await context.newPage();
  await other.goto(host.url);
  await publishNext(host, NEXT, await latePart());
  expect(await lookForNext(page)).toBe('installed');
  await page.getByRole('button', { name: 'Update' }).click();
  await expect(page.getByText('Close the other tabs of Armature first')).toBeVisible();
  await expect(other).toHaveTitle('Armature');
  await other.close();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveTitle(NEXT);
});

test('half of a new version is not taken', async ({ page }) => {
  const armature = await openKept(page);
  await publishNext(host, NEXT, await latePart());
  host.changes.set('/index.html', { body: '<title>Some other version</title>' });
  expect(await lookForNext(page)).toBe('redundant');
  await page.reload();
  await armature.ready();
  await expect(page).toHaveTitle('Armature');
  await expect(page.getByText('A new version is ready.')).toBeHidden();
});

test('a tighter policy holds at once for who was there before, and with the host gone', async ({ page }) => {
  const armature = await openKept(page);
  const policyAfterReload = async (): Promise<string | undefined> =>
    (await page.reload())?.headers()['content-security-policy'];
  expect(await policyAfterReload()).toMatch(/frame-ancestors \*$/);
  host.setPolicy({ frameAncestors: ["'none'"], connect: [] });
  host.asked.splice(0);
  expect(await policyAfterReload()).toMatch(/connect-src 'self';.*frame-ancestors 'none'$/);
  await armature.ready();
  const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
  expect(workers.length).toBeGreaterThan(0);
  // Kept as they are, they are asked for their policy.
  expect(workers.filter((path) => !host.asked.includes(path))).toEqual([]);
  await host.close();
  expect(await policyAfterReload()).toMatch(/connect-src 'self';.*frame-ancestors 'none'$/);
  await armature.ready();
});

test('a list of models that was changed by hand is kept as the host has it', async ({ page }) => {
  const list = await readFile('dist/models-manifest.json', 'utf8');
  const publish = (label: string): void => {
    const body = list.replace(JSON.stringify(BUILT_IN.label), JSON.stringify(label));
    host.changes.set('/models-manifest.json', { body, headers: { 'Content-Type': 'application/json' } });
  };
  const labels = () =>
    page.evaluate(async () => {
      const answer = await fetch('models-manifest.json', { cache: 'no-store' });
      return ((await answer.json()) as { models: { label: string }[] }).models[0]?.label;
    });
  publish('The first change');
  const armature = await openKept(page);
  expect(await labels()).toBe('The first change');
  publish('The second change');
  expect(await labels()).toBe('The second change');
  await host.close();
  await page.reload();
  await armature.ready();
  expect(await labels()).toBe('The second change');
});
