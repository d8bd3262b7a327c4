/** Where the focus of a grid is, and how the grid lies. */
export interface GridPlace {
  /** Index of the cell that has the focus. */
  readonly from: number;
  readonly columns: number;
  readonly count: number;
}

/**
 * Tells to which cell a key moves the focus. Up and down stay in the column; at an edge the focus stays.
 *
 * @param key - as in KeyboardEvent
 * @returns undefined for keys that do not move
 */
export function gridStep(key: string, { from, columns, count }: GridPlace): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    ArrowDown: from + columns,
    ArrowUp: from - columns,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  if (to === undefined) return undefined;
  return to >= 0 && to < count ? to : from;
}
