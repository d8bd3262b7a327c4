/*
 * The queue's door for the first view: it decides what is asked for at the press, and fetches the rest.
 */
import type { SeededRequest } from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { deskDoor, roomCode } from '../desk-door.ts';
import type { QueueDraft } from '../state/queue.ts';
import { failureSaid } from '../words/failed.ts';
import type { QueueDesk } from './desk.ts';
import { freeze } from './freeze.ts';
import type { QueueDependencies } from './queue-dependencies.ts';

const fetchQueue = roomCode(
  () => import('./assemble.ts'),
  words`The part of the page that keeps the queue could not be fetched.`,
);

/** What the page does with the queue. */
export interface QueueActions {
  /** Puts what the Generate button would ask for at the end. */
  addCurrent(): Promise<void>;
  /**
   * Puts many at the end.
   *
   * @param dollars - US dollars that the person has agreed to pay for all of them
   */
  addMany(requests: readonly SeededRequest[], dollars: number): Promise<void>;
  /** All that can be done with the queue, fetched when it is needed. @throws ArmatureError `network` */
  desk(): Promise<QueueDesk>;
  /** Brings back what waited when the page was closed, and goes on with it. */
  restore(): Promise<void>;
}

/** Makes the actions. */
export function createQueueActions(dependencies: QueueDependencies): QueueActions {
  const { queue, generate } = dependencies;
  const desk = deskDoor(fetchQueue, ({ assembleQueue }): Promise<QueueDesk> => assembleQueue(dependencies));

  async function add(draft: () => readonly QueueDraft[]): Promise<void> {
    try {
      // Before anything is waited for: the person may go on editing.
      const drafts = draft();
      await (await desk()).add(drafts);
    } catch (error) {
      const told = failureSaid(failureFrom(error));
      queue.setState({ note: '', problem: told });
    }
  }

  return {
    addCurrent: () => add(() => freeze(dependencies, [generate.currentRequest()])),
    addMany: (requests, dollars) => add(() => freeze(dependencies, requests, dollars)),
    desk,
    async restore() {
      // What is wrong is told when the queue is opened, which tries again.
      await desk().catch(() => undefined);
    },
  };
}
