/* The page as an installed program: what Chromium asks of it, and how the system opens it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { ArmaturePage } from '../drivers/page.ts';
import { type ShellHost, startShellHost } from '../drivers/shell-host.ts';

test.use({ trace: 'off' });

const POSE = 'tests/fixtures/pose-formats/controlnet-px.json';
const PICTURE = 'tests/fixtures/pictures/tiny.png';

let host: ShellHost;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ launchOptions }) => {
  // A host without headers lets a test send a form, as the system does when it shares.
  host = await startShellHost('bare');
  // Nothing can be installed from a private window, which an ordinary context of a test is.
  context = await chromium.launchPersistentContext(await mkdtemp(join(tmpdir(), 'armature-')), {
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--bypass-app-banner-engagement-checks'],
    serviceWorkers: 'allow',
    viewport: { width: 1440, height: 900 },
  });
  page = await context.newPage();
  await page.goto(host.url);
  await new ArmaturePage(page).ready();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
});
test.afterAll(async () => {
  await context.close();
  await host.close();
});

test('Chromium finds nothing that is missing for an installation', async () => {
  const browser = await context.newCDPSession(page);
  const { errors, url, data } = await browser.send('Page.getAppManifest');
  expect({ errors, url }).toEqual({ errors: [], url: `${host.url}manifest.webmanifest` });
  expect(await browser.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
  const manifest = JSON.parse(data ?? '') as {
    readonly icons: readonly { src: string }[];
    screenshots: readonly { src: string }[];
  };
  for (const { src } of [...manifest.icons, ...manifest.screenshots]) {
    const { ok } = await fetch(new URL(src, host.url));
    expect(ok, src).toBe(true);
  }
});

test('a shortcut opens its dialog once', async () => {
  await page.goto(`${host.url}?open=poses`);
  await expect(page.getByRole('dialog', { name: 'Poses' })).toBeVisible();
  expect(page.url()).toBe(host.url);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Generate', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('shared pictures arrive once', async () => {
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), {
      action: './share',
      method: 'post',
      enctype: 'multipart/form-data',
    });
    form.append(
      Object.assign(document.createElement('input'), { type: 'file', name: 'files', id: 'shared' }),
    );
    document.body.append(form);
  });
  await page.locator('#shared').setInputFiles(PICTURE);
  await page.evaluate(() => document.querySelector('form')?.submit());
  const question = page.getByRole('dialog', { name: 'Open shared files' });
  await expect(question).toContainText('tiny.png');
  await page.reload();
  await expect(question, 'a page that is loaded anew asks again').toContainText('tiny.png');
  await question.getByRole('button', { name: 'Open it' }).click();
  await expect(question).toBeHidden();
  const dialog = page.getByRole('dialog', { name: 'What is this picture for?' });
  await expect(dialog).toContainText('tiny.png');
  await expect(page).toHaveURL(host.url);
  const waiting = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.includes('shared'));
      const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return kept.flat().length;
    });
  await expect.poll(waiting, { message: 'what was opened is kept no longer' }).toBe(0);
  expect(host.asked, 'what was shared stays on the device').not.toContain('/share');
  await page.goto(`${host.url}?shared=files`);
  await expect(page.getByText('What was to be opened did not arrive.')).toBeVisible();
});

test('the header offers to install the page, and the system then opens files in it', async () => {
  await page.reload();
  await expect(page.getByRole('button', { name: 'Install Armature on this device' })).toBeVisible();
  const browser = await context.newCDPSession(page);
  await browser.send('PWA.install', { manifestId: host.url, installUrlOrBundleUrl: host.url });
  await browser.send('PWA.launchFilesInApp', { manifestId: host.url, files: [join(process.cwd(), POSE)] });
  // In the page that is open, not in another one.
  const opened = page.getByRole('region', { name: 'Opened files' });
  await expect(opened.getByText('controlnet-px.json')).toBeVisible();
  await browser.send('PWA.launchFilesInApp', { manifestId: host.url, files: [join(process.cwd(), PICTURE)] });
  await expect(page.getByRole('dialog', { name: 'What is this picture for?' })).toContainText('tiny.png');
  await browser.send('PWA.uninstall', { manifestId: host.url });
});
