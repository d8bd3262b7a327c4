import { ArmatureError } from '../../core/result/index.ts';
import { isSearching } from '../adherence/store.ts';
import { isBusy } from '../state/job.ts';
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

/** Joins the queue to the browser, and goes on with what waits. */
export async function assembleQueue(dependencies: QueueDependencies): Promise<QueueDesk> {
  const { queue, job, adherence, keeps, generate, newId } = dependencies;
  let shelf: QueueShelf = keeps ? createQueueShelf() : passingShelf();
  const parts = { queue, shelf: () => shelf, tabs: keeps ? openQueueTabs() : noTabs };
  const list = createQueueList(parts);
  const drawing = createDrawing({
    ...{ queue, job, generate, list },
    inRow: () => isSearching(adherence.getState()),
    pause: (why) => void desk.pause(why),
    later: (work) => void setTimeout(work),
  });
  const desk = createQueueDesk({ ...parts, list, drawing, newId });
  try {
    const unreadable = await list.read();
    if (unreadable > 0) queue.setState({ problem: unreadableWords(unreadable) });
  } catch (error) {
    if (!(error instanceof ArmatureError)) throw error;
    // It works as long as the page is open, and says so.
    shelf = passingShelf();
    queue.setState({ unkept: error.failure });
  }
  parts.tabs.hear(desk.hear);
  job.subscribe((state, before) => {
    if (isBusy(before) && !isBusy(state)) drawing.next();
  });
  adherence.subscribe((state, before) => {
    if (isSearching(before) && !isSearching(state)) drawing.next();
  });
  tellRounds(queue, followRounds(queue));
  // The types know only of pages that have it.
  const locks = keeps ? (navigator.locks as LockManager | undefined) : undefined;
  takeTurn(locks, () => void drawing.lead());
  return desk;
}

function unreadableWords(count: number): string {
  return count === 1
    ? say`One entry of the queue was written by another version of this page and is left out.`
    : say`${count} entries of the queue were written by another version of this page and are left out.`;
}
