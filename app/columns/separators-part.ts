import { lazyPart } from '../ui/lazy-part.tsx';

/** Nothing is missing without them that would have to be told. */
function Nothing(): null {
  return null;
}

/** What stands between the columns of the page. */
export const columnSeparatorsPart = lazyPart(
  async () => (await import('./separators.tsx')).ColumnSeparators,
  Nothing,
);

/** What stands between the stage of the full page and its panels. */
export const panelsSeparatorPart = lazyPart(
  async () => (await import('./separators.tsx')).PanelsSeparator,
  Nothing,
);
