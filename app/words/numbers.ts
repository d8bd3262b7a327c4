/* Numbers, times and lists as the page's language writes them. */
import { locale } from './language.ts';

/** A number in a form of `Intl`. */
export function numberWords(value: number, form?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale(), form).format(value);
}

/** A number with so many decimals, at the least and at the most. */
export function decimal(value: number, least: number, most = least): string {
  return numberWords(value, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    useGrouping: false,
  });
}

/** English is written as in Britain: days before months, no comma before "and". */
function britishLocale(): string {
  return locale() === 'en' ? 'en-GB' : locale();
}

/** A day with its time. */
export function momentWords(at: number | Date): string {
  return new Intl.DateTimeFormat(britishLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** A list, such as "a", "a and b", "a, b and c". */
export function listWords(parts: readonly string[]): string {
  return new Intl.ListFormat(britishLocale(), { type: 'conjunction' }).format(parts);
}
