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
  return (
    dollarsPerDay === null || roundedDollars(spentOn(spent, day) + dollars) <= roundedDollars(dollarsPerDay)
  );
}

/** Takes an amount out of the budget before a call is sent. */
export function reserve(spent: Spent, day: string, dollars: number): Spent {
  return { day, dollars: roundedDollars(spentOn(spent, day) + dollars) };
}

/**
 * Gives back what was reserved for a call that was not billed, or was billed less.
 *
 * @param day - on which it was reserved; once another day has begun there is nothing to give back
 */
export function giveBack(spent: Spent, day: string, dollars: number): Spent {
  return spent.day === day ? { day, dollars: Math.max(roundedDollars(spent.dollars - dollars), 0) } : spent;
}

/** A sum in millionths of a dollar, so that what is added up shows no traces of binary fractions. */
export function roundedDollars(dollars: number): number {
  return Math.round(dollars * MICROS) / MICROS;
}
