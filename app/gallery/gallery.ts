/*
 * The gallery's door for the first view: it fetches the rest when a picture is to be kept or shown.
 */
import { failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { deskDoor, roomCode } from '../desk-door.ts';
import { imageOf, type PagePicture } from '../state/picture.ts';
import type { GalleryDesk } from './desk.ts';
import { followFinished } from './follow-finished.ts';
import type { GalleryDependencies } from './gallery-dependencies.ts';
import { countKeeping, listUnkept, noteSaved } from './store.ts';

const fetchGallery = roomCode(
  () => import('./assemble.ts'),
  words`The part of the page that keeps pictures could not be fetched.`,
  words`Save the picture as a file, check the connection, then try again.`,
);

/** What the page does with the gallery. */
export interface GalleryActions {
  /** Opens it, or one picture in it. */
  open(id?: string): void;
  /** All that can be done with pictures, fetched when it is needed. @throws ArmatureError `network` */
  desk(): Promise<GalleryDesk>;
  /** Opens it and takes PNG files in. @throws ArmatureError `network` */
  add(files: readonly File[]): Promise<void>;
  /** Tries again with the pictures that could not be kept. */
  keepAgain(): Promise<void>;
  /** Takes note that one of the pictures of a run was given to the browser as a file. */
  tellSaved(picture: PagePicture, index: number): void;
  /** Lets go of those pictures that could not be kept and are in files. */
  dismissSaved(): void;
  /** Brings the picture that was made last back onto the page, and shows those before it. */
  restore(): Promise<void>;
}

/** Makes the actions, and keeps every picture that is finished from then on. */
export function createGalleryActions(dependencies: GalleryDependencies): GalleryActions {
  const { gallery, job } = dependencies;
  const desk = deskDoor(fetchGallery, ({ assembleDesk }): GalleryDesk => assembleDesk(dependencies));

  const finished = followFinished(job, (picture, index) => {
    if (!gallery.getState().keeps) return;
    countKeeping(gallery, 1);
    void desk()
      .then(
        ({ keep }) => keep(picture, index),
        (error: unknown) => listUnkept(gallery, { picture, index }, failureFrom(error, 'network')),
      )
      .finally(() => countKeeping(gallery, -1));
  });

  return {
    desk,
    open: (id) => gallery.setState({ dialogOpen: true, opened: id, compared: undefined }),
    async add(files) {
      const { importFiles } = await desk();
      gallery.setState({ dialogOpen: true, opened: undefined, compared: undefined });
      await importFiles(files);
    },
    tellSaved: (picture, index) => noteSaved(gallery, finished.told(imageOf(picture, index))),
    dismissSaved: () =>
      gallery.setState(({ unkept }) => ({ unkept: unkept.filter(({ isSaved }) => !isSaved) })),
    async keepAgain() {
      await desk().then(
        ({ keepAgain }) => keepAgain(),
        (error: unknown) => gallery.setState({ whyUnkept: failureFrom(error, 'network') }),
      );
    },
    async restore() {
      try {
        const { latest, showRecent } = await desk();
        const [picture] = await Promise.all([latest(), showRecent()]);
        // Whoever was quick has a newer one.
        if (!picture || job.getState().picture || job.getState().job.status !== 'idle') return;
        finished.know(picture.images[0]);
        job.setState({ picture, shown: 0 });
      } catch {
        // The page begins without a picture; opening the gallery tells what is wrong with it.
      }
    },
  };
}
