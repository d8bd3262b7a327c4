import type { Settings, SettingsStore } from './state/settings.ts';

const DARK = '(prefers-color-scheme: dark)';

/** The theme that a setting comes to on this machine. */
export function shownTheme(theme: Settings['theme']): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return matchMedia(DARK).matches ? 'dark' : 'light';
}

/** Keeps the document in the theme that is set, or that the system has. */
export function followTheme(settings: SettingsStore): void {
  const apply = (): void => {
    document.documentElement.dataset['theme'] = shownTheme(settings.getState().theme);
  };
  apply();
  settings.subscribe(apply);
  matchMedia(DARK).addEventListener('change', apply);
}
