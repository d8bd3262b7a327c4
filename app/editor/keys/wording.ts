/** How keys of tinykeys are written for people. */
const PLAIN: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
};
const APPLE: Readonly<Record<string, string>> = { $mod: '⌘', Shift: '⇧', Backspace: '⌫' };
const OTHERS: Readonly<Record<string, string>> = { $mod: 'Ctrl' };

/** Tells whether the keyboard has a Command key, which tinykeys then takes for `$mod`. */
export function isApple(platform: string): boolean {
  return /Mac|iPod|iPhone|iPad/.test(platform);
}

/** "Ctrl+Shift+Z" for `$mod+Shift+z`. */
export function keysInWords(keys: string, platform: string): string {
  const special = { ...PLAIN, ...(isApple(platform) ? APPLE : OTHERS) };
  // The last plus of "Shift++" is the key itself.
  const parts = keys.split(/\+(?=.)/);
  const written = parts.map((part) => special[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  return written.join(isApple(platform) ? '' : '+');
}
