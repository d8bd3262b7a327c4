/* In a language of accents, every text that nobody said stands out: it has none. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { LANGUAGES } from '../../app/words/language.ts';
import { accented } from '../../app/words/pseudo.ts';
import { listedEntries, parseManifest } from '../../core/manifest/index.ts';
import { BACKEND_FACTS } from '../../core/remote/index.ts';
import { SAMPLERS, SCHEDULERS } from '../../core/sampling/index.ts';
import { named } from '../../core/words/index.ts';

interface Labelled {
  readonly label: string;
}

const entries = listedEntries(parseManifest(JSON.parse(readFileSync('models-manifest.json', 'utf8'))));

/** Names that are the same in every language: of models, samplers, services, formats and keys. */
const NAMES = [
  ...[SAMPLERS, SCHEDULERS].flatMap((table) => Object.values<Labelled>(table)).map(({ label }) => label),
  ...entries.flatMap(({ label, license }) => [label, license.name]),
  ...BACKEND_FACTS.map(({ label }) => label),
  ...Object.values(LANGUAGES),
  ...['Armature', 'ControlNet', 'LoRAs', 'ComfyUI', 'A1111', 'WebGPU', 'WASM', 'GPU', 'CPU', 'OpenPose JSON'],
  ...['Ctrl', 'Shift', 'Alt', 'Tab', 'Esc', 'Enter', 'Delete', 'Page Up', 'Page Down'],
]
  .filter((name) => name !== '')
  .sort((a, b) => b.length - a.length);

function withoutNames(text: string): string {
  return NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text.replaceAll(/https?:\/\/\S+/g, ''));
}

/** What the page would say for an English text. */
const spoken = (text: string): string => accented(named(text));

/** Texts and accessible names that are shown and have words without an accent. */
async function unsaid(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const texts: string[] = [];
    const isShown = (element: Element): boolean =>
      element.checkVisibility() && !element.closest('code, pre, kbd, script, style, noscript, svg title');
    for (const element of document.querySelectorAll('body *')) {
      if (!isShown(element)) continue;
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && element.tagName !== 'TEXTAREA')
          texts.push(node.textContent ?? '');
      }
      for (const name of [
        'aria-label',
        'title',
        'alt',
        'placeholder',
        'aria-valuetext',
        'aria-roledescription',
      ]) {
        texts.push(element.getAttribute(name) ?? '');
      }
    }
    return texts;
  });
  return [...new Set(shown)].filter(
    (text) => /[A-Za-z]{3,}/.test(withoutNames(text)) && !/[áéíóúýÁÉÍÓÚÝ]/.test(text),
  );
}

async function open(page: Page, address = '/?lang=pseudo'): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('button', { name: spoken('Generate'), exact: true })).toBeVisible();
}

function button(page: Page | Locator, name: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${spoken(name)}`) }).first();
}

test('everything in the first view is said', async ({ page }) => {
  await open(page);
  expect(await unsaid(page)).toEqual([]);
});

for (const [name, opener] of [
  ['models', 'Model'],
  ['gallery', 'Gallery'],
  ['poses', 'Poses'],
  ['detect', 'Detect'],
  ['export', 'Export the pose'],
  ['queue', 'Queue'],
  ['appearance', 'Appearance'],
] as const) {
  test(`everything in ${name} is said`, async ({ page }) => {
    await open(page);
    await button(page, opener).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.waitForTimeout(500);
    expect(await unsaid(page)).toEqual([]);
  });
}

test('everything in the settings and among the back ends is said', async ({ page }) => {
  await open(page);
  await page.locator('.backend').first().click();
  await expect(page.getByRole('heading', { name: spoken('What draws the picture') })).toBeVisible();
  expect(await unsaid(page)).toEqual([]);
  await button(page, 'Back ends').click();
  await expect(page.getByRole('dialog', { name: spoken('Back ends') })).toBeVisible();
  expect(await unsaid(page)).toEqual([]);
});

test('everything in the list of shortcuts is said', async ({ page }) => {
  await open(page);
  await page.locator('.stage').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await unsaid(page)).toEqual([]);
});

test('everything in the embedded page is said', async ({ page }) => {
  await open(page, '/?embed&lang=pseudo');
  expect(await unsaid(page)).toEqual([]);
});

test('another language is chosen in the page, kept, and told by the document', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(page.getByRole('button', { name: 'Erzeugen', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Erzeugen', exact: true })).toBeVisible();
});

test('languages are stepped through by keyboard', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('combobox', { name: 'Language' }).focus();
  for (const [key, label, tag] of [
    ['D', 'Sprache', 'de'],
    ['E', 'Idioma', 'es'],
  ] as const) {
    // Letters change a closed list at once on every system.
    await page.keyboard.press(key);
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await expect(page.getByRole('combobox', { name: label })).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Apariencia' })).toBeFocused();
});

test.describe('a browser in Spanish', () => {
  test.use({ locale: 'es-ES' });

  test('gets the page in Spanish, unless the address says otherwise', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await page.goto('/?lang=en');
    await expect(page.getByRole('button', { name: 'Generate', exact: true })).toBeVisible();
  });
});

test.describe('a page that cannot start', () => {
  test.use({ colorScheme: 'dark' });

  test('tells why in its language and its look', async ({ page }) => {
    await page.route('**/models-manifest.json', (route) => route.fulfill({ status: 503 }));
    await page.goto('/?lang=de');
    await expect(page.getByRole('alert')).toContainText('Die Liste der Modelle ließ sich nicht laden');
    await expect(page.getByRole('button', { name: 'Neu laden' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});
