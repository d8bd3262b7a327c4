/*
 * What the person does with the queue. What goes wrong is told in the store, and costs nothing that was there.
 */
import { ArmatureError, failureFrom } from '../../core/result/index.ts';
import { counted, words } from '../../core/words/index.ts';
import { type Course, isAhead, type QueueDraft, type QueueEntry, type QueueStore } from '../state/queue.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { Drawing } from './drawing.ts';
import type { QueueList } from './list.ts';
import type { EntryRow } from './row.ts';
import type { QueueShelf, QueueSwitches } from './shelf.ts';
import type { QueueMessage, QueueTabs } from './tabs.ts';

/** What the desk needs. */
export interface DeskParts {
  readonly queue: QueueStore;
  readonly list: QueueList;
  readonly drawing: Drawing;
  readonly shelf: QueueShelf;
  readonly tabs: QueueTabs;
  readonly newId: () => string;
}

/** Where an entry is moved among those that wait. */
export type QueueMove = 'up' | 'down' | 'first';

/** An entry that is to run once more. */
export interface Retry {
  readonly id: string;
  /** US dollars that the person agrees to pay for it, where it costs something. */
  readonly dollars: number;
  /** How it stood when that was asked: what another press or tab has run meanwhile is passed over. */
  readonly was: Course['status'];
}

/** What is done with the queue. Nothing rejects. */
export interface QueueDesk {
  /** Puts entries at the end. */
  add(drafts: readonly QueueDraft[]): Promise<void>;
  move(id: string, to: QueueMove): Promise<void>;
  /** Stops an entry that runs, in whatever tab, and goes on with the next. */
  cancel(id: string): void;
  /** Puts entries that have run at the end once more, in the order given. */
  retry(again: readonly Retry[]): Promise<void>;
  /** Takes entries out that are not at work. */
  remove(ids: readonly string[]): Promise<void>;
  /** Puts those back that were taken out last, each in its place. */
  undoRemove(): Promise<void>;
  /** @param why - absent where the person does it */
  pause(why?: string): Promise<void>;
  resume(): Promise<void>;
  setNotify(notify: boolean): Promise<void>;
  hear(message: QueueMessage): void;
}

/** Entries that may wait at once: each has its own pose and settings. */
const MOST_WAITING = 2000;

/** Makes the desk. */
export function createQueueDesk({ queue, list, drawing, shelf, tabs, newId }: DeskParts): QueueDesk {
  async function told(work: () => Promise<string>): Promise<void> {
    try {
      queue.setState({ note: await work(), problem: '' });
    } catch (error) {
      const told = failureSaid(failureFrom(error, 'storage'));
      queue.setState({ note: '', problem: told });
    }
  }

  async function switchTo(change: Partial<QueueSwitches>, why = ''): Promise<void> {
    const { paused, notify } = { ...queue.getState(), ...change };
    queue.setState({ paused, notify, why: paused ? why : '' });
    tabs.tell({ kind: 'switched', paused, notify, why });
    await told(async () => {
      await shelf.putSwitches({ paused, notify });
      return queue.getState().note;
    });
  }

  /** @throws ArmatureError `bad-request` where so many more are too many */
  function checkRoom(count: number): void {
    const waiting = queue.getState().entries.filter(isAhead).length;
    if (waiting + count > MOST_WAITING) throw tooMany(count, waiting);
  }

  const endOrder = (): number => Math.max(0, ...queue.getState().entries.map(({ order }) => order)) + 1;

  return {
    add: (drafts) =>
      told(async () => {
        checkRoom(drafts.length);
        const first = endOrder();
        const entries = drafts.map((draft, i): QueueEntry => ({
          ...draft,
          id: newId(),
          order: first + i,
          course: { status: 'waiting' },
          pictures: [],
        }));
        await list.add(entries);
        drawing.vouch(entries.map(({ id }) => id));
        return say`${counted(entries.length, { one: 'Added to the queue.', other: '# entries are added.' })}`;
      }),
    move: (id, to) =>
      told(async () => {
        const orders = movedOrders(queue.getState().entries, id, to);
        await list.change([...orders.keys()], (row) => {
          const order = orders.get(row.id);
          return row.course.status === 'waiting' && order !== undefined ? { ...row, order } : undefined;
        });
        return '';
      }),
    cancel(id) {
      if (!drawing.skip(id)) tabs.tell({ kind: 'cancel', id });
    },
    retry: (again) =>
      told(async () => {
        checkRoom(again.length);
        const first = endOrder();
        const wanted = new Map(again.map((one, i) => [one.id, { ...one, order: first + i }]));
        const waiting: string[] = [];
        await list.change([...wanted.keys()], (row) => {
          const one = wanted.get(row.id);
          if (row.course.status !== one?.was) return undefined;
          waiting.push(row.id);
          return waitingAgain(row, one);
        });
        drawing.vouch(waiting);
        return retriedWords(waiting.length);
      }),
    remove: (ids) =>
      told(async () => {
        const removed = queue
          .getState()
          .entries.filter(({ id, course }) => ids.includes(id) && course.status !== 'running');
        await list.remove(removed.map(({ id }) => id));
        queue.setState({ removed });
        return '';
      }),
    undoRemove: () =>
      told(async () => {
        await list.add(queue.getState().removed);
        queue.setState({ removed: [] });
        drawing.next();
        return '';
      }),
    pause: (why) => switchTo({ paused: true }, why),
    async resume() {
      await switchTo({ paused: false });
      drawing.vouch(queue.getState().entries.map(({ id }) => id));
    },
    setNotify: (notify) => switchTo({ notify }),
    hear(message) {
      if (message.kind === 'cancel') {
        drawing.skip(message.id);
      } else if (message.kind === 'switched') {
        const { paused, notify, why } = message;
        queue.setState({ paused, notify, why });
        // Whoever resumes there has seen what waits.
        if (!paused) drawing.vouch(queue.getState().entries.map(({ id }) => id));
      } else {
        // A tab that is open has asked for them.
        void told(async () => {
          await list.refresh(message.ids);
          drawing.vouch(message.ids);
          return queue.getState().note;
        });
      }
    },
  };
}

function waitingAgain(
  row: EntryRow,
  { dollars, order }: Pick<Retry, 'dollars'> & Pick<EntryRow, 'order'>,
): EntryRow {
  const place = row.place.at === 'remote' ? { ...row.place, dollars } : row.place;
  return { ...row, place, order, course: { status: 'waiting' }, pictures: [] };
}

function retriedWords(count: number): string {
  if (count === 0) return '';
  return say`${counted(count, { one: 'It waits at the end of the queue.', other: '# entries wait at the end of the queue.' })}`;
}

/** The orders of the waiting entries that change places; those that they had are dealt out anew. */
export function movedOrders(
  entries: readonly QueueEntry[],
  id: string,
  to: QueueMove,
): ReadonlyMap<string, number> {
  const waiting = entries.filter(({ course }) => course.status === 'waiting');
  const from = waiting.findIndex((entry) => entry.id === id);
  const target = { up: from - 1, down: from + 1, first: 0 }[to];
  if (from < 0 || target < 0 || target >= waiting.length) return new Map();
  const [low, high] = [Math.min(from, target), Math.max(from, target)];
  const span = waiting.slice(low, high + 1);
  const turned =
    from > target ? [...span.slice(-1), ...span.slice(0, -1)] : [...span.slice(1), ...span.slice(0, 1)];
  return new Map(turned.map((entry, i) => [entry.id, span[i]?.order ?? entry.order]));
}

function tooMany(count: number, waiting: number): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`${count} more would be too many: ${waiting} wait, and ${MOST_WAITING} can.`,
    next: words`Add them once some are done.`,
  });
}
