/*
 * What the person can do where the page cannot keep or read what they made.
 */
import { type GalleryStore, losesPictures } from '../gallery/store.ts';
import type { KeepingStore } from '../state/keeping.ts';
import type { TextStorage } from '../storage/kept-texts.ts';
import { forgetUnread } from '../storage/remembered.ts';

/** What the actions need of the browser. */
export interface KeepingHost {
  download(blob: Blob, name: string): void;
  readonly page: Pick<Window, 'addEventListener'>;
  /** The pictures that would be gone with the page. */
  readonly gallery: GalleryStore;
}

/** The actions. */
export interface KeepingActions {
  /** Saves a pose that this version cannot read to a file, as it was found. */
  saveUnread(): void;
  /** Lets go of it. */
  dropUnread(): void;
  /** Puts the notice away for this visit. */
  dismiss(): void;
}

/** Makes the actions. While something would be lost with the page, the browser asks before it is left. */
export function createKeepingActions(
  keeping: KeepingStore,
  texts: TextStorage,
  { download, page, gallery }: KeepingHost,
): KeepingActions {
  page.addEventListener('beforeunload', (event) => {
    if (keeping.getState().where === 'page' || losesPictures(gallery.getState())) event.preventDefault();
  });
  return {
    saveUnread() {
      const { unreadPose } = keeping.getState();
      if (unreadPose === undefined) return;
      download(new Blob([unreadPose], { type: 'application/json' }), 'armature-pose-unread.json');
    },
    dropUnread() {
      forgetUnread(texts);
      keeping.setState({ unreadPose: undefined });
    },
    dismiss: () => keeping.setState({ dismissed: true }),
  };
}
