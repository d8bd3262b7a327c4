/*
 * The list of people shows whoever is on top first; `people` of a pose has them last.
 */

/** Indices in `people` from the top row of the list down. */
export function rowsOf(count: number): number[] {
  return Array.from({ length: count }, (_, row) => count - 1 - row);
}

/** Everybody from one person to another, both included. */
export function rangeOf(from: number, to: number): number[] {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

/**
 * Tells where a person goes whose row was dragged.
 *
 * @param person - index in `people`
 * @param by - the way that the row was dragged downwards, in rows
 * @returns an index in `people`
 */
export function draggedTo(person: number, by: number, count: number): number {
  return Math.min(count - 1, Math.max(0, person - Math.round(by)));
}
