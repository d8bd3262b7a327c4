/*
 * Addresses of small pictures: those that come into sight are read together, once a frame, and the latest are kept.
 */

/** What the cache works with. */
export interface ThumbnailHost {
  readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Blob>>;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  readonly nextFrame: (work: () => void) => void;
}

/** Gives addresses to those that watch. */
export interface ThumbnailCache {
  /** Empty until it is there, or where there is none. */
  peek(id: string): string;
  /** Wants a picture and hears when it comes. Gives what ends that. */
  watch(id: string, listener: () => void): () => void;
}

/** Pictures that are kept beyond those in sight. */
const KEPT = 600;

/** Makes a cache. */
export function createThumbnailCache(host: ThumbnailHost): ThumbnailCache {
  /** In the order in which they were used, the latest last. */
  const urls = new Map<string, string>();
  const listeners = new Map<string, Set<() => void>>();
  const wanted = new Set<string>();
  let scheduled = false;

  async function fetchWanted(): Promise<void> {
    scheduled = false;
    // What was scrolled past is not wanted any more.
    const ids = [...wanted].filter((id) => listeners.has(id) && !urls.has(id));
    wanted.clear();
    if (ids.length === 0) return;
    for (const [id, blob] of await host.read(ids)) urls.set(id, host.createUrl(blob));
    for (const id of ids) listeners.get(id)?.forEach((listener) => listener());
    forgetOldest();
  }

  function forgetOldest(): void {
    for (const [id, url] of urls) {
      if (urls.size <= KEPT) return;
      if (listeners.has(id)) continue;
      urls.delete(id);
      host.revokeUrl(url);
    }
  }

  function order(id: string): void {
    wanted.add(id);
    if (scheduled) return;
    scheduled = true;
    host.nextFrame(() => void fetchWanted());
  }

  return {
    peek: (id) => urls.get(id) ?? '',
    watch(id, listener) {
      const url = urls.get(id);
      if (url === undefined) order(id);
      else {
        urls.delete(id);
        urls.set(id, url);
      }
      const those = listeners.get(id) ?? new Set();
      listeners.set(id, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(id);
      };
    },
  };
}
