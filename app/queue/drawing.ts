/*
 * Draws what waits, one entry after the other, in the one tab whose turn it is. An entry is marked as running on the shelf
 * before anything is drawn or sent: whatever happens then, nothing is drawn, or paid for, a second time by itself.
 */
import { type Failure, type FailureCode, failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { GenerateActions } from '../actions/generate.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import { type Course, isAhead, type QueueEntry, type QueueStore } from '../state/queue.ts';
import type { PagePicture } from '../state/picture.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { QueueList } from './list.ts';

/** What drawing needs. */
export interface DrawingParts {
  readonly queue: QueueStore;
  readonly list: QueueList;
  readonly job: JobStore;
  readonly generate: Pick<GenerateActions, 'drawFrozen' | 'cancel'>;
  /** Is the person in the middle of a row of pictures, such as a search over seeds? */
  readonly inRow: () => boolean;
  /** Pauses the queue, and says why. */
  readonly pause: (why: string) => void;
  /** Waits until the finished pictures are kept, or are told not to be. */
  readonly kept: () => Promise<void>;
  /** Ids in the gallery of those that are kept. */
  readonly keptAs: (pictures: Iterable<PagePicture>) => Promise<readonly string[]>;
  /** Are any of them on the page alone, or on their way to be kept by another try? */
  readonly mayYetBeKept: (pictures: ReadonlySet<PagePicture>) => boolean;
  /** Does work once all that is at work right now has come to its end. */
  readonly later: (work: () => void) => void;
}

/** The entries at work. */
export interface Drawing {
  /** From now on this tab draws. What ran in a tab that has gone is marked so. */
  lead(): Promise<void>;
  /** Looks whether the next entry can be drawn. */
  next(): void;
  /** Stops drawing an entry, and goes on with the next; false where this tab is not at it. */
  skip(id: string): boolean;
  /** Gives entries the pictures that were kept at a later try. */
  linkAgain(): Promise<void>;
  /** The person has been asked, or asks, for these now: they may cost what was agreed on. */
  vouch(ids: readonly string[]): void;
}

/** What would befall the next entries as well. */
const OF_ALL: readonly FailureCode[] = [
  'no-credit',
  'bad-key',
  'rate-limited',
  'network',
  'storage-full',
  'file-missing',
];

const CANCELLED = words`It paused because you cancelled a picture.`;
const PAID_BEFORE = words`The next picture costs money, and you agreed to that before this page was opened. Resume to send it.`;

/** Makes the drawing. */
export function createDrawing(parts: DrawingParts): Drawing {
  const { queue, list, job, generate, pause, later } = parts;
  const vouched = new Set<string>();
  /** What came of entries, while it is not all kept. */
  const unlinked = new Map<string, ReadonlySet<PagePicture>>();
  let leads = false;
  /** The entry that this tab is at. */
  let current: string | undefined;
  let skipped: string | undefined;

  const mayDraw = (): boolean => !isBusy(job.getState()) && !parts.inRow();

  function next(): void {
    later(() => void drawNext());
  }

  async function drawNext(): Promise<void> {
    const { entries, paused } = queue.getState();
    const entry = entries.find(({ course }) => course.status === 'waiting');
    if (!leads || paused || current !== undefined || !entry || !mayDraw()) return;
    if (costs(entry) && !vouched.has(entry.id)) {
      pause(say(PAID_BEFORE));
      return;
    }
    current = entry.id;
    try {
      const come = await draw(entry);
      if (await keptInTime()) await link(entry.id, come);
      else unlinked.set(entry.id, come);
    } catch (error) {
      // What cannot be marked on the shelf is not drawn: after a reload it would be drawn again.
      pause(failureSaid(failureFrom(error, 'storage')));
    } finally {
      current = undefined;
      skipped = undefined;
    }
    next();
  }

  /** Gives the pictures that came of it. */
  async function draw(entry: QueueEntry): Promise<ReadonlySet<PagePicture>> {
    const come = new Set<PagePicture>();
    if (!(await mark(entry.id, 'waiting', { status: 'running' }))) return come;
    // The person was quicker.
    if (!mayDraw() || skipped === entry.id) {
      const course: Course = skipped === entry.id ? { status: 'cancelled' } : { status: 'waiting' };
      await end(entry.id, course);
      return come;
    }
    // Until it has ended: while it is being kept, the person may draw something else.
    const stop = job.subscribe(({ picture }, before) => {
      if (picture && picture !== before.picture) come.add(picture);
    });
    const failure = await generate.drawFrozen(entry.request, entry.place).finally(stop);
    const course = courseOf(failure);
    if (failure) {
      // It is told in the queue; beside the picture it would pass for the last press of Generate.
      job.setState({ job: { status: 'idle' }, stopped: undefined });
      if (failure.code === 'cancelled' && skipped !== entry.id) pause(say(CANCELLED));
      if (OF_ALL.includes(failure.code)) pause(failureSaid(failure));
    }
    await end(entry.id, course);
    return come;
  }

  /** Where they are not kept, the next one has to wait. */
  async function keptInTime(): Promise<boolean> {
    try {
      await parts.kept();
      return true;
    } catch (error) {
      const { entries } = queue.getState();
      if (entries.some(({ course }) => course.status === 'waiting'))
        pause(failureSaid(failureFrom(error, 'storage')));
      return false;
    }
  }

  async function link(id: string, come: ReadonlySet<PagePicture>): Promise<void> {
    const pictures = come.size > 0 ? await parts.keptAs(come) : [];
    if (pictures.length > 0)
      await list.change([id], (row) => (isAhead(row) ? undefined : { ...row, pictures }));
    if (parts.mayYetBeKept(come)) unlinked.set(id, come);
    else unlinked.delete(id);
  }

  /** False where another tab has changed it meanwhile. */
  async function mark(id: string, from: Course['status'], course: Course): Promise<boolean> {
    const count = await list.change([id], (row) =>
      row.course.status === from ? { ...row, course } : undefined,
    );
    return count > 0;
  }

  /** Marks what became of an entry that ran. This tab goes by it also where the shelf does not take the mark. */
  async function end(id: string, course: Course): Promise<void> {
    try {
      await mark(id, 'running', course);
    } catch (error) {
      list.goBy(id, course);
      throw error;
    }
  }

  function courseOf(failure: Failure | undefined): Course {
    if (!failure) return { status: 'done', totalMs: job.getState().picture?.totalMs ?? 0 };
    return failure.code === 'cancelled' ? { status: 'cancelled' } : { status: 'failed', failure };
  }

  return {
    next,
    async lead() {
      leads = true;
      queue.setState({ runs: 'here' });
      const ran = queue.getState().entries.filter(({ course }) => course.status === 'running');
      try {
        await Promise.all(ran.map(({ id }) => end(id, { status: 'interrupted' })));
      } catch (error) {
        pause(failureSaid(failureFrom(error, 'storage')));
      }
      next();
    },
    skip(id) {
      if (current !== id) return false;
      skipped = id;
      generate.cancel();
      return true;
    },
    async linkAgain() {
      try {
        for (const [id, come] of [...unlinked]) await link(id, come);
      } catch (error) {
        queue.setState({ problem: failureSaid(failureFrom(error, 'storage')) });
      }
    },
    vouch(ids) {
      for (const id of ids) vouched.add(id);
      next();
    },
  };
}

/** Does the person pay for it? */
function costs({ place }: Pick<QueueEntry, 'place'>): boolean {
  return place.at === 'remote' && place.dollars > 0;
}
