/*
 * Pictures that the gallery does not keep are on this page alone: many of them would be lost with it, and some are paid for.
 */
import type { GalleryStore } from '../gallery/store.ts';
import type { QueueStore } from '../state/queue.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** Pauses the queue of the tab that draws at the first picture that is not kept. Whoever resumes it has seen why. */
export function pauseAtUnkept(
  queue: QueueStore,
  gallery: Pick<GalleryStore, 'subscribe'>,
  pause: (why: string) => void,
): void {
  let told = false;
  gallery.subscribe(({ unkept, whyUnkept }, before) => {
    if (unkept.length === 0) told = false;
    if (told || !whyUnkept || unkept.length <= before.unkept.length) return;
    const { entries, paused, runs } = queue.getState();
    if (paused || runs !== 'here' || !entries.some(({ course }) => course.status === 'waiting')) return;
    told = true;
    pause(
      say`It paused because a picture is on this page alone, and the next ones would be, too. ${failureSaid(whyUnkept)}`,
    );
  });
}
