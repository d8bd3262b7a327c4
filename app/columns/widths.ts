import type { ColumnWidths, SettingsStore } from '../state/settings.ts';

/** The narrowest and widest that words and panels get, in CSS px. */
export const WIDTH_RANGES = {
  words: { min: 280, max: 520 },
  panels: { min: 300, max: 560 },
} as const;

/** Keeps the document's columns as wide as they are set. What they become on small windows is for the style sheet. */
export function followColumns(settings: SettingsStore): void {
  const { style } = document.documentElement;
  const apply = ({ pose, words, panels }: ColumnWidths): void => {
    style.setProperty('--pose-column', `${pose}fr`);
    style.setProperty('--picture-column', `${100 - pose}fr`);
    style.setProperty('--words-column', `${words}px`);
    style.setProperty('--panels-column', `${panels}px`);
  };
  apply(settings.getState().columns);
  settings.subscribe(({ columns }, before) => {
    if (columns !== before.columns) apply(columns);
  });
}
