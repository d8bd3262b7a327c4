import type { Settings, SettingsStore } from '../state/settings.ts';

const DARK = '(prefers-color-scheme: dark)';
const MORE_CONTRAST = '(prefers-contrast: more)';

/** The theme that a setting comes to on this machine. */
function shownTheme(theme: Settings['theme']): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return matchMedia(DARK).matches ? 'dark' : 'light';
}

function shownContrast(contrast: Settings['contrast']): 'usual' | 'more' {
  if (contrast !== 'system') return contrast;
  return matchMedia(MORE_CONTRAST).matches ? 'more' : 'usual';
}

/** Keeps the document in the look that is set, or that the system has. */
export function followTheme(settings: SettingsStore): void {
  const root = document.documentElement;
  const apply = (): void => {
    const { theme, contrast } = settings.getState();
    root.dataset['theme'] = shownTheme(theme);
    root.dataset['contrast'] = shownContrast(contrast);
    const ground = getComputedStyle(root).getPropertyValue('--ground');
    // The browser's own bar around the page on phones.
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
      meta.content = ground;
  };
  apply();
  settings.subscribe((now, before) => {
    if (now.theme !== before.theme || now.contrast !== before.contrast) apply();
  });
  for (const query of [DARK, MORE_CONTRAST]) matchMedia(query).addEventListener('change', apply);
}
