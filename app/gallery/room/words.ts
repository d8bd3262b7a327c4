import { decimal } from '../../words/numbers.ts';

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes, such as "4.1 MB". */
export function bytesWords(bytes: number): string {
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? decimal(value, 1) : Math.round(value)} ${UNITS[unit] ?? ''}`;
}
