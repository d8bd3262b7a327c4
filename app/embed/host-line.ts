/*
 * The messages of the page around.
 */

/** The page around, as far as it is known. */
export interface HostLine {
  readonly window: Window;
  /** Its origin as the browser tells it; undefined where it does not. */
  readonly origin: string | undefined;
  /** Gives all messages of that page to a listener, those first that came before there was one. */
  listen(listener: (event: MessageEvent<unknown>) => void): void;
}

/** More messages than that before the page is up are nobody's who means well. */
const MOST_WAITING = 32;

/** Hears what the page around says, from now on. */
export function hearHost(page: Window): HostLine {
  const waiting: MessageEvent<unknown>[] = [];
  let listener: ((event: MessageEvent<unknown>) => void) | undefined;
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== page.parent) return;
    if (listener) listener(event);
    else if (waiting.length < MOST_WAITING) waiting.push(event);
  });
  return {
    window: page.parent,
    origin: originAround(page),
    listen(taker) {
      listener = taker;
      waiting.splice(0).forEach(taker);
    },
  };
}

/** Not every browser has the list of ancestors, and not every page tells in the referrer who it is. */
function originAround({ location, document }: Window): string | undefined {
  const [parent] = (location.ancestorOrigins as DOMStringList | undefined) ?? [];
  if (parent !== undefined) return parent;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined;
}
