/*
 * Which pictures are selected, and where the focus of the grid is.
 */

/** Selection and focus, by id. */
export interface GridSelection {
  readonly selected: ReadonlySet<string>;
  /** The cell that the tab key stops at. */
  readonly focus: string | undefined;
  /** Where a range begins. */
  readonly anchor: string | undefined;
}

/** Nothing is selected. */
export const NOTHING: GridSelection = { selected: new Set(), focus: undefined, anchor: undefined };

/** Selects a picture, or no longer; ranges begin there. */
export function toggled({ selected }: GridSelection, id: string): GridSelection {
  const after = new Set(selected);
  if (!after.delete(id)) after.add(id);
  return { selected: after, focus: id, anchor: id };
}

/** Moves the focus alone. */
export function focused(selection: GridSelection, id: string): GridSelection {
  return { ...selection, focus: id, anchor: id };
}

/**
 * Adds all from the anchor to a picture.
 *
 * @param ids - as they are shown
 */
export function extended(selection: GridSelection, id: string, ids: readonly string[]): GridSelection {
  const anchor = selection.anchor ?? selection.focus ?? id;
  const [from, to] = [ids.indexOf(anchor), ids.indexOf(id)].toSorted((a, b) => a - b);
  const range = ids.slice(Math.max(from ?? 0, 0), (to ?? 0) + 1);
  return { selected: new Set([...selection.selected, ...range]), focus: id, anchor };
}

/** Leaves out what is no longer shown. The focus goes to what took its place. */
export function within(
  selection: GridSelection,
  ids: readonly string[],
  before: readonly string[],
): GridSelection {
  const shown = new Set(ids);
  const { selected, focus, anchor } = selection;
  const kept = new Set([...selected].filter((id) => shown.has(id)));
  const place = focus === undefined ? -1 : before.indexOf(focus);
  const next = focus !== undefined && shown.has(focus) ? focus : ids[Math.min(place, ids.length - 1)];
  return { selected: kept, focus: next, anchor: anchor !== undefined && shown.has(anchor) ? anchor : next };
}
