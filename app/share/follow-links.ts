/*
 * Links with work in their fragment, with which the page was opened or to which it changes. All that reads them is fetched
 * then.
 */
import { isShareFragment } from '../../core/share/index.ts';
import type { ShareStore } from '../state/share.ts';

/** Has the person asked about a link; any other fragment is passed over. */
export function takeFragment(fragment: string, share: ShareStore): void {
  if (isShareFragment(fragment)) share.setState({ incoming: fragment, asking: true });
}

/** Looks for a link in the address, now and whenever it changes. */
export function followLinks(page: Window, share: ShareStore): void {
  const look = (): void => takeFragment(page.location.hash, share);
  page.addEventListener('hashchange', look);
  look();
}

/**
 * Lets go of a link that the person has answered. Until then it stays in the address: a page that is loaded anew in
 * between, as on the first visit of some hosts, asks again.
 */
export function forgetLink(page: Window, share: ShareStore): void {
  share.setState({ incoming: undefined, asking: false });
  const { pathname, search, hash } = page.location;
  if (isShareFragment(hash)) page.history.replaceState(page.history.state, '', `${pathname}${search}`);
}
