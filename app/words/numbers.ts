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

/** A day with its time. English days are written as in Britain, day first. */
export function momentWords(at: number | Date): string {
  const tag = locale() === 'en' ? 'en-GB' : locale();
  return new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** A list, such as "a", "a and b", "a, b and c"; without the comma before "and". */
export function listWords(parts: readonly string[]): string {
  const tag = locale() === 'en' ? 'en-GB' : locale();
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(parts);
}
