import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { begin } from '../../../app/beginning.ts';
import { FIRST_SETTINGS } from '../../../app/state/settings.ts';
import { remember } from '../../../app/storage/remembered.ts';
import { spoken } from '../../../app/words/language.ts';
import { speakFirst } from '../../../app/words/first-language.ts';
import { english } from '../../../core/words/index.ts';
import { memoryTexts } from '../../drivers/memory-texts.ts';

/** A window of which a page needs this much before anything was fetched. */
function pageAt(address: string, { dark = false, languages = ['en'] } = {}) {
  const device = memoryTexts();
  const root = { lang: 'en', dataset: {} as Record<string, string> };
  const document = { documentElement: root, querySelectorAll: () => [] };
  vi.stubGlobal('document', document);
  vi.stubGlobal('getComputedStyle', () => ({ getPropertyValue: () => '' }));
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: dark && query.includes('dark'),
    addEventListener: () => undefined,
  }));
  const page = {
    document,
    localStorage: device,
    sessionStorage: memoryTexts(),
    history: { state: null, replaceState: () => undefined },
    navigator: { languages },
    location: { href: new URL(address, 'https://armature.test/').href },
  } as unknown as Window;
  return { page, device, root };
}

afterEach(() => {
  spoken.setState({ tongue: 'en', speak: english });
});

describe('before anything was fetched', () => {
  it('the page has its look', () => {
    const { page, root } = pageAt('/', { dark: true });
    begin(page, undefined);
    expect(root.dataset).toEqual({ theme: 'dark', contrast: 'usual' });
  });

  it('the page has the look that was chosen', () => {
    const { page, device, root } = pageAt('/', { dark: true });
    remember(device, { settings: { ...FIRST_SETTINGS, theme: 'light', contrast: 'more' } });
    const { settings } = begin(page, undefined);
    expect(root.dataset).toEqual({ theme: 'light', contrast: 'more' });
    expect(settings.getState().theme).toBe('light');
  });

  it('the page learns its language', async () => {
    const { page } = pageAt('/?lang=pseudo');
    await begin(page, undefined).language;
    expect(spoken.getState().tongue).toBe('pseudo');
  });
});

describe('the first language', () => {
  it('is the one that was chosen, where the browser has another', async () => {
    const { page } = pageAt('/', { languages: ['es'] });
    spoken.setState({ tongue: 'es' });
    await speakFirst(page, 'en');
    expect(spoken.getState().tongue).toBe('en');
  });
});

describe('the style sheet', () => {
  const css = readFileSync(new URL('../../../app/ui/tokens.css', import.meta.url), 'utf8');
  const tokensOf = (selector: string): readonly string[] =>
    css
      .split(`${selector} {`)[1]
      ?.split('}')[0]
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '') ?? [];

  it('begins dark for systems that are, in the colours of the dark theme', () => {
    const beginning = tokensOf(':root:not([data-theme])');
    expect(beginning).toContain('color-scheme: dark;');
    expect(tokensOf(":root[data-theme='dark']")).toEqual(expect.arrayContaining([...beginning]));
  });
});
