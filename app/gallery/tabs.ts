/*
 * What open tabs tell each other of the gallery: which pictures have changed, come or gone.
 */
import * as v from 'valibot';

/** The line between tabs. */
export interface GalleryTabs {
  tell(ids: readonly string[]): void;
  /** Hears the other tabs, not itself. */
  hear(listener: (ids: readonly string[]) => void): void;
}

const CHANNEL = 'armature.gallery';
const messageSchema = v.object({ changed: v.array(v.string()) });

/** Opens the line. */
export function openGalleryTabs(): GalleryTabs {
  const channel = new BroadcastChannel(CHANNEL);
  return {
    tell: (ids) => channel.postMessage({ changed: [...ids] }),
    hear: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        // A tab with another version of the page may tell something else.
        const parsed = v.safeParse(messageSchema, data);
        if (parsed.success) listener(parsed.output.changed);
      }),
  };
}
