/* The desk and the drawing on a shelf in memory, with an engine that answers as a test wants, in one or two tabs. */
import { vi } from 'vitest';
import { createQueueDesk } from '../../../app/queue/desk.ts';
import { createDrawing } from '../../../app/queue/drawing.ts';
import { createQueueList } from '../../../app/queue/list.ts';
import { passingShelf } from '../../../app/queue/passing-shelf.ts';
import type { QueueShelf } from '../../../app/queue/shelf.ts';
import type { QueueMessage } from '../../../app/queue/tabs.ts';
import { createJobStore } from '../../../app/state/job.ts';
import { createQueueStore } from '../../../app/state/queue.ts';
import { type Failure } from '../../../core/result/index.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';
import { turns } from '../../drivers/turns.ts';

/** How a picture ends that the person cancelled. */
export const CANCELLED: Failure = { code: 'cancelled', message: 'The work was cancelled.' };

/** Hears what another tab tells. */
export type Listener = (message: QueueMessage) => void;

/** A tab of the page; those with the same line and shelf hear each other. */
export function tab(shelf: QueueShelf = passingShelf(), line: Listener[] = []) {
  const queue = createQueueStore();
  const job = createJobStore();
  const state = { inRow: false, next: 0, kept: () => Promise.resolve() };
  /** What is being drawn, and how its end is told. */
  const drawn: { readonly prompt: string; readonly end: (failure?: Failure) => void }[] = [];
  const cancel = vi.fn(() => drawn.at(-1)?.end(CANCELLED));
  let hear: Listener = () => undefined;
  const mine: Listener = (message) => hear(message);
  line.push(mine);
  const tabs = {
    tell: (message: QueueMessage) => line.forEach((other) => other !== mine && other(message)),
    hear: (listener: Listener) => void (hear = listener),
  };
  const parts = { queue, tabs, shelf };
  const list = createQueueList(parts);
  const drawing = createDrawing({
    ...{ queue, job, list },
    generate: {
      cancel,
      drawFrozen: (request) => {
        job.setState({ job: { status: 'loading' } });
        return new Promise((resolve) => {
          drawn.push({
            prompt: request.prompt,
            end(failure) {
              job.setState(
                failure
                  ? { job: { status: 'failed', failure } }
                  : { job: { status: 'done' }, picture: pagePictureOf({ totalMs: 42 }) },
              );
              resolve(failure);
            },
          });
        });
      },
    },
    inRow: () => state.inRow,
    pause: (why) => void desk.pause(why),
    kept: () => state.kept(),
    keptAs: (pictures) => Promise.resolve([...pictures].map(({ totalMs }) => `kept-${totalMs}`)),
    mayYetBeKept: () => false,
    later: (work) => void setTimeout(work),
  });
  let ids = 0;
  const desk = createQueueDesk({ ...parts, list, drawing, newId: () => `id-${ids++}-${line.length}` });
  tabs.hear(desk.hear);
  const courses = (): string[] =>
    queue.getState().entries.map(({ request, course }) => `${request.prompt} ${course.status}`);
  return { queue, job, state, drawn, cancel, list, drawing, desk, courses };
}

/** Lets what is under way come to its end. */
export const settle = (): Promise<void> => turns(10);
