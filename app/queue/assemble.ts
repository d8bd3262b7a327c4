import { ArmatureError } from '../../core/result/index.ts';
import { isSearching } from '../adherence/store.ts';
import { untilKeptInTime } from '../gallery/until-kept.ts';
import { isBusy } from '../state/job.ts';
import type { QueueStore } from '../state/queue.ts';
import { say } from '../words/say.ts';
import { createQueueDesk, type QueueDesk } from './desk.ts';
import { createDrawing } from './drawing.ts';
import { createQueueList } from './list.ts';
import { passingShelf } from './passing-shelf.ts';
import type { QueueDependencies } from './queue-dependencies.ts';
import { followRounds } from './rounds.ts';
import { createQueueShelf, type QueueShelf } from './shelf.ts';
import { noTabs, openQueueTabs } from './tabs.ts';
import { tellRounds } from './telling.ts';
import { takeTurn } from './turn.ts';
import { pauseAtUnkept } from './unkept.ts';

/** Joins the queue to the browser, and goes on with what waits. */
export async function assembleQueue(dependencies: QueueDependencies): Promise<QueueDesk> {
  const { queue, job, adherence, gallery, galleryDesk, keeps, generate, newId } = dependencies;
  const shelf = keeps ? await openShelf(queue) : undefined;
  // What is kept nowhere is this page's alone: other tabs neither see it nor wait for it.
  const parts = { queue, shelf: shelf ?? passingShelf(), tabs: shelf ? openQueueTabs() : noTabs };
  const list = createQueueList(parts);
  const pause = (why: string): void => void desk.pause(why);
  const drawing = createDrawing({
    ...{ queue, job, generate, list, pause },
    inRow: () => isSearching(adherence.getState()),
    kept: () => untilKeptInTime(gallery),
    async keptAs(pictures) {
      if (!gallery.getState().keeps) return [];
      const { idsOf } = await galleryDesk();
      return [...pictures].flatMap(idsOf);
    },
    mayYetBeKept(pictures) {
      const { unkept, keeping } = gallery.getState();
      return keeping > 0 || unkept.some(({ picture }) => pictures.has(picture));
    },
    later: (work) => void setTimeout(work),
  });
  const desk = createQueueDesk({ ...parts, list, drawing, newId });
  parts.tabs.hear(desk.hear);
  job.subscribe((state, before) => {
    if (isBusy(before) && !isBusy(state)) drawing.next();
  });
  adherence.subscribe((state, before) => {
    if (isSearching(before) && !isSearching(state)) drawing.next();
  });
  gallery.subscribe(({ keeping }, before) => {
    if (before.keeping > 0 && keeping === 0) void drawing.linkAgain();
  });
  pauseAtUnkept(queue, gallery, pause);
  tellRounds(queue, followRounds(queue));
  // The types know only of pages that have it.
  const locks = shelf ? (navigator.locks as LockManager | undefined) : undefined;
  takeTurn(locks, () => void drawing.lead());
  return desk;
}

/** The shelf, once its entries are in the store; undefined where it cannot be read. */
async function openShelf(queue: QueueStore): Promise<QueueShelf | undefined> {
  const shelf = createQueueShelf();
  try {
    const unreadable = await createQueueList({ queue, shelf, tabs: noTabs }).read();
    if (unreadable > 0) queue.setState({ problem: unreadableWords(unreadable) });
    return shelf;
  } catch (error) {
    if (!(error instanceof ArmatureError)) throw error;
    // It works as long as the page is open, and says so.
    queue.setState({ unkept: error.failure });
    return undefined;
  }
}

function unreadableWords(count: number): string {
  return count === 1
    ? say`One entry of the queue was written by another version of this page and is left out.`
    : say`${count} entries of the queue were written by another version of this page and are left out.`;
}
