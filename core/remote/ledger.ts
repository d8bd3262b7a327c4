/*
 * What was spent on a day, counted before it is spent. Amounts are rounded to millionths, which add up without drift.
 */

/** What was spent on one day. */
export interface Spent {
  /** Of the person's calendar, `YYYY-MM-DD`. */
  readonly day: string;
  /** US dollars. */
  readonly dollars: number;
}

const MICROS = 1e6;

/** US dollars that were spent on a day. */
export function spentOn(spent: Spent, day: string): number {
  return spent.day === day ? spent.dollars : 0;
}

/**
 * Does an amount keep within the budget of the day?
 *
 * @param dollarsPerDay - null for no limit
 */
export function isAffordable(
  spent: Spent,
  day: string,
  dollars: number,
  dollarsPerDay: number | null,
): boolean {
  return dollarsPerDay === null || rounded(spentOn(spent, day) + dollars) <= rounded(dollarsPerDay);
}

/** Takes an amount out of the budget before a call is sent. */
export function reserve(spent: Spent, day: string, dollars: number): Spent {
  return { day, dollars: rounded(spentOn(spent, day) + dollars) };
}

/**
 * Gives back what was reserved for a call that was not billed, or was billed less.
 *
 * @param day - on which it was reserved; once another day has begun there is nothing to give back
 */
export function giveBack(spent: Spent, day: string, dollars: number): Spent {
  return spent.day === day ? { day, dollars: Math.max(rounded(spent.dollars - dollars), 0) } : spent;
}

function rounded(dollars: number): number {
  return Math.round(dollars * MICROS) / MICROS;
}
