/** Address of this page for others: without what only this visit had behind it. */
export function pageAddress({ origin, pathname }: Pick<Location, 'origin' | 'pathname'>): string {
  return `${origin}${pathname}`;
}

/** Address of the folder that the page lies in, ending in a slash. */
export function pageFolder(location: Pick<Location, 'origin' | 'pathname'>): string {
  return new URL('.', pageAddress(location)).href;
}
