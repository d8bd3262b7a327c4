const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes, such as "4.1 MB". */
export function bytesWords(bytes: number): string {
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit] ?? ''}`;
}

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment, such as "12 Mar 2026, 14:05". */
export function momentWords(milliseconds: number): string {
  return MOMENT.format(milliseconds);
}
