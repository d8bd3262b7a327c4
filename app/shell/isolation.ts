/*
 * On a host that cannot send the headers of isolation the service worker adds them, which takes effect when the page is
 * loaded by way of it: after its first visit the page has to be reloaded once.
 */

/** What there is to know of the page. */
export interface IsolationHost {
  readonly isolated: boolean;
  /** Is the page in a frame of another? Then it is not its own to reload, and headers of its own need not be enough. */
  readonly framed: boolean;
  /** Was the page loaded by way of the service worker? */
  readonly controlled: boolean;
  /** Has the person done anything yet? */
  readonly touched: boolean;
  readonly busy: boolean;
  /** Keeps for this tab that the page was reloaded; null where nothing can be kept. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem'> | null;
}

/**
 * Follows whether the person has done anything on the page. The browser knows of presses and keys; that files are dropped on
 * the page is none of what it counts.
 */
export function followTouches(page: Window): () => boolean {
  let dropped = false;
  page.addEventListener('drop', () => (dropped = true), { capture: true, once: true });
  return () => dropped || page.navigator.userActivation.hasBeenActive;
}

const TRIED = 'armature.isolation-tried';

/** What to do for isolation: `ask` where reloading would disturb the person. */
export function isolationStep(host: IsolationHost): 'none' | 'reload' | 'ask' {
  const { isolated, framed, controlled, touched, busy, memory } = host;
  // A page that came by way of the service worker and is not isolated never will be.
  if (isolated || framed || controlled) return 'none';
  // Without a memory, or on the second time, a reload might be the first of an endless row.
  if (!memory || memory.getItem(TRIED) !== null) return 'none';
  if (touched || busy) return 'ask';
  memory.setItem(TRIED, '1');
  return 'reload';
}
