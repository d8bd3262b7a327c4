/*
 * Whether a fault really struck: each of its deeds tells by its name that it harmed something.
 */
import type { FaultCase } from './fault-case.ts';
import type { FaultHand } from './inject.ts';

/** What is wrong from the opening of the visit on. */
function surroundings({ page = [], laterDatabases = [] }: FaultCase): readonly string[] {
  return [...page, ...laterDatabases.map(refusalOf)];
}

/** What strikes later. */
function strokes({ worker, network, tab, saved }: FaultCase): readonly string[] {
  return [worker?.deed, network?.deed, tab?.deed.do, saved && READING].filter((name) => name !== undefined);
}

/** Name by which the page's reading of what was saved is told. */
export const READING = 'saved';

/** Name by which it is told that a database is of a later version. */
export function refusalOf(database: string): string {
  return `later ${database}`;
}

/** Do the page's surroundings have a fault, which then holds for all of a visit? */
export function isOfVisit(fault: FaultCase): boolean {
  return surroundings(fault).length > 0;
}

/**
 * Counts from now on how often a fault strikes; what is wrong with the surroundings counts from the visit's opening on.
 *
 * @returns the count of the deed that struck least, so that 0 tells of any that did not
 */
export function countStrikes(fault: FaultCase, hand: Pick<FaultHand, 'struck'>): () => number {
  const before = strokes(fault).map((name) => [name, hand.struck(name)] as const);
  return () =>
    Math.min(
      ...surroundings(fault).map((name) => hand.struck(name)),
      ...before.map(([name, count]) => hand.struck(name) - count),
    );
}
