/* The desk and the drawing on a shelf in memory, with an engine that answers as a test wants, in one or two tabs. */
import { describe, expect, it, vi } from 'vitest';
import { createQueueDesk, movedOrders } from '../../../app/queue/desk.ts';
import { createDrawing } from '../../../app/queue/drawing.ts';
import { createQueueList } from '../../../app/queue/list.ts';
import { priceAgain } from '../../../app/queue/room/price-again.ts';
import { passingShelf } from '../../../app/queue/passing-shelf.ts';
import type { QueueShelf } from '../../../app/queue/shelf.ts';
import type { QueueMessage } from '../../../app/queue/tabs.ts';
import { createJobStore } from '../../../app/state/job.ts';
import type { FrozenPlace } from '../../../app/state/local-setup.ts';
import { createQueueStore, type QueueDraft } from '../../../app/state/queue.ts';
import { ArmatureError, type Failure } from '../../../core/result/index.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';
import { HERE, PAID, queueDraft, queueEntry } from '../../drivers/queue-entries.ts';

const CANCELLED: Failure = { code: 'cancelled', message: 'The work was cancelled.' };

type Listener = (message: QueueMessage) => void;

/** A tab of the page; those with the same line and shelf hear each other. */
function tab(shelf: QueueShelf = passingShelf(), line: Listener[] = []) {
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
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

describe('the queue', () => {
  it('draws one entry after the other, in their order, and tells what became of each', async () => {
    const { desk, drawing, drawn, courses, queue } = tab();
    await drawing.lead();
    await desk.add([queueDraft('a'), queueDraft('b')]);
    await desk.add([queueDraft('c')]);
    await settle();
    expect(courses()).toEqual(['a running', 'b waiting', 'c waiting']);
    drawn[0]?.end();
    await settle();
    drawn[1]?.end({ code: 'bad-output', message: 'It was black.', next: 'Try another seed.' });
    await settle();
    expect(courses()).toEqual(['a done', 'b failed', 'c running']);
    drawn[2]?.end();
    await settle();
    expect(drawn.map(({ prompt }) => prompt)).toEqual(['a', 'b', 'c']);
    expect(queue.getState().entries[0]?.course).toEqual({ status: 'done', totalMs: 42 });
    expect(queue.getState().paused).toBe(false);
  });

  it('knows the pictures of an entry until it runs again, and those of others as theirs', async () => {
    const { desk, drawing, drawn, queue } = tab();
    const pictures = (): unknown[] => queue.getState().entries.map((entry) => entry.pictures);
    await drawing.lead();
    await desk.add([queueDraft('a'), queueDraft('b')]);
    await settle();
    drawn[0]?.end();
    await settle();
    expect(pictures()).toEqual([['kept-42'], []]);
    drawn[1]?.end({ code: 'bad-output', message: 'It was black.' });
    await settle();
    expect(pictures()).toEqual([['kept-42'], []]);
    await desk.retry([{ id: queue.getState().entries[0]!.id, dollars: 0 }]);
    expect(pictures()).toEqual([[], []]);
  });

  it('keeps a failure to itself: beside the picture it would pass for the last press of Generate', async () => {
    const { desk, drawing, drawn, job } = tab();
    await drawing.lead();
    await desk.add([queueDraft('a')]);
    await settle();
    drawn[0]?.end({ code: 'bad-output', message: 'It was black.' });
    await settle();
    expect(job.getState().job).toEqual({ status: 'idle' });
  });

  it('waits for what the person does themselves, and goes on after it', async () => {
    const { desk, drawing, drawn, job, state } = tab();
    await drawing.lead();
    job.setState({ job: { status: 'loading' } });
    await desk.add([queueDraft('a')]);
    await settle();
    expect(drawn).toHaveLength(0);
    // A search over seeds looks at pictures between drawing them.
    job.setState({ job: { status: 'done' } });
    state.inRow = true;
    drawing.next();
    await settle();
    expect(drawn).toHaveLength(0);
    state.inRow = false;
    drawing.next();
    await settle();
    expect(drawn).toHaveLength(1);
  });

  it('gives an entry back that it had marked when the person was quicker', async () => {
    const shelf = passingShelf();
    const { desk, drawing, drawn, job, courses } = tab({
      ...shelf,
      async change(ids, change) {
        const rows = await shelf.change(ids, change);
        if (rows[0]?.course.status === 'running') job.setState({ job: { status: 'loading' } });
        return rows;
      },
    });
    await drawing.lead();
    await desk.add([queueDraft('a')]);
    await settle();
    expect(drawn).toHaveLength(0);
    expect(courses()).toEqual(['a waiting']);
  });

  it('pauses after the picture that is at work, over a reload as well, and resumes', async () => {
    const shelf = passingShelf();
    const { desk, drawing, drawn, courses } = tab(shelf);
    await drawing.lead();
    await desk.add([queueDraft('a'), queueDraft('b')]);
    await settle();
    await desk.pause();
    drawn[0]?.end();
    await settle();
    expect(courses()).toEqual(['a done', 'b waiting']);
    const reloaded = tab(shelf);
    await reloaded.list.read();
    await reloaded.drawing.lead();
    await settle();
    expect(reloaded.drawn).toHaveLength(0);
    expect(reloaded.queue.getState().paused).toBe(true);
    await reloaded.desk.resume();
    await settle();
    expect(reloaded.courses()).toEqual(['a done', 'b running']);
  });

  it('goes on with the next where one entry is cancelled, and pauses where the person presses Cancel', async () => {
    const { desk, drawing, cancel, courses, queue, drawn } = tab();
    await drawing.lead();
    await desk.add([queueDraft('a'), queueDraft('b'), queueDraft('c')]);
    await settle();
    desk.cancel(queue.getState().entries[0]?.id ?? '');
    await settle();
    expect(cancel).toHaveBeenCalledOnce();
    expect(courses()).toEqual(['a cancelled', 'b running', 'c waiting']);
    drawn[1]?.end(CANCELLED);
    await settle();
    expect(courses()).toEqual(['a cancelled', 'b cancelled', 'c waiting']);
    expect(queue.getState().why).toBe('It paused because you cancelled a picture.');
  });

  it('pauses at what would befall the others as well', async () => {
    const { desk, drawing, drawn, queue } = tab();
    await drawing.lead();
    await desk.add([queueDraft('a', PAID), queueDraft('b', PAID)]);
    await settle();
    drawn[0]?.end({ code: 'no-credit', message: 'The account is empty.', next: 'Add credit.' });
    await settle();
    expect(drawn).toHaveLength(1);
    expect(queue.getState()).toMatchObject({ paused: true, why: 'The account is empty. Add credit.' });
  });

  it('pauses where its model is gone: all that wait for it would fail in a row', async () => {
    const { desk, drawing, drawn, queue, courses } = tab();
    await drawing.lead();
    await desk.add([queueDraft('a'), queueDraft('b')]);
    await settle();
    drawn[0]?.end({ code: 'file-missing', message: 'Tiny is gone.', next: 'Download it again.' });
    await settle();
    expect(courses()).toEqual(['a failed', 'b waiting']);
    expect(queue.getState()).toMatchObject({ paused: true, why: 'Tiny is gone. Download it again.' });
  });

  it('draws nothing that it could not mark: it would be drawn again after a reload', async () => {
    const shelf = passingShelf();
    const refused = new ArmatureError({ code: 'storage', message: 'Refused.', next: 'Reload.' });
    const { desk, drawing, drawn, queue } = tab({ ...shelf, change: () => Promise.reject(refused) });
    await drawing.lead();
    await desk.add([queueDraft('a')]);
    await settle();
    expect(drawn).toHaveLength(0);
    expect(queue.getState()).toMatchObject({ paused: true, why: 'Refused. Reload.' });
  });

  it('knows what became of an entry also where that could not be marked, so that it can be retried', async () => {
    const shelf = passingShelf();
    let full = false;
    const tooFull = new ArmatureError({ code: 'storage-full', message: 'No room.', next: 'Clear.' });
    const { desk, drawing, drawn, queue, courses } = tab({
      ...shelf,
      change: (ids, change) => (full ? Promise.reject(tooFull) : shelf.change(ids, change)),
    });
    await drawing.lead();
    await desk.add([queueDraft('a'), queueDraft('b')]);
    await settle();
    full = true;
    drawn[0]?.end();
    await settle();
    expect(courses()).toEqual(['a done', 'b waiting']);
    expect(queue.getState()).toMatchObject({ paused: true, why: 'No room. Clear.' });
    const [{ id } = queueEntry('')] = queue.getState().entries;
    const there = await shelf.some([id]);
    expect(there[0]?.course.status, 'there it still runs').toBe('running');
    full = false;
    desk.hear({ kind: 'changed', ids: [id] });
    await settle();
    expect(courses()).toEqual(['a done', 'b waiting']);
    await desk.retry([{ id, dollars: 0 }]);
    await desk.resume();
    await settle();
    drawn[1]?.end();
    await settle();
    expect(courses()).toEqual(['b done', 'a running']);
    await desk.remove([id]);
    expect(courses(), 'it is at work again').toEqual(['b done', 'a running']);
    drawn[2]?.end({ code: 'bad-output', message: 'It was black.' });
    await settle();
    expect(courses()).toEqual(['b done', 'a failed']);
    expect((await shelf.some([id]))[0]?.course.status).toBe('failed');
  });

  it('shows nothing at work in a tab that could not mark what ran before it', async () => {
    const shelf = passingShelf();
    await shelf.put(['a', 'b'].map((id) => queueEntry(id, { course: { status: 'running' } })));
    const refused = new ArmatureError({ code: 'storage', message: 'Refused.', next: 'Reload.' });
    const { list, drawing, queue } = tab({ ...shelf, change: () => Promise.reject(refused) });
    await list.read();
    await drawing.lead();
    await settle();
    expect(queue.getState().entries.map(({ course }) => course.status)).toEqual([
      'interrupted',
      'interrupted',
    ]);
    expect(queue.getState().why).toBe('Refused. Reload.');
  });

  it('pauses at a picture that is not written down in time, but not where nothing waits', async () => {
    const late = new ArmatureError({ code: 'storage', message: 'Late.', next: 'Save it.' });
    const { desk, drawing, drawn, state, queue } = tab();
    await drawing.lead();
    state.kept = () => Promise.reject(late);
    await desk.add([queueDraft('a')]);
    await settle();
    drawn[0]?.end();
    await settle();
    expect(queue.getState()).toMatchObject({ paused: false, why: '' });
    await desk.add([queueDraft('b'), queueDraft('c')]);
    await settle();
    drawn[1]?.end();
    await settle();
    expect(queue.getState()).toMatchObject({ paused: true, why: 'Late. Save it.' });
    expect(drawn).toHaveLength(2);
  });

  it('adds nothing where there is no room, and says so', async () => {
    const full = new ArmatureError({ code: 'storage-full', message: 'No room.', next: 'Clear.' });
    const { desk, queue } = tab({ ...passingShelf(), put: () => Promise.reject(full) });
    await desk.add([queueDraft('a')]);
    expect(queue.getState()).toMatchObject({ entries: [], problem: 'No room. Clear.' });
    const many = new Array<QueueDraft>(2001).fill(queueDraft('a'));
    await desk.add(many);
    expect(queue.getState().problem).toContain('too many');
  });
});

describe('after a reload', () => {
  it('marks what ran as interrupted, does not run it by itself, and runs it when it is asked to', async () => {
    const shelf = passingShelf();
    const before = tab(shelf);
    await before.drawing.lead();
    await before.desk.add([queueDraft('a', PAID), queueDraft('b')]);
    await settle();
    const { list, drawing, drawn, courses, desk, queue } = tab(shelf);
    await list.read();
    await drawing.lead();
    await settle();
    expect(courses()).toEqual(['a interrupted', 'b running']);
    drawn[0]?.end();
    await settle();
    await desk.retry([{ id: queue.getState().entries[0]?.id ?? '', dollars: 0.03 }]);
    await settle();
    expect(drawn.map(({ prompt }) => prompt)).toEqual(['b', 'a']);
    expect(queue.getState().entries[1]).toMatchObject({
      place: { ...PAID, dollars: 0.03 },
      request: { prompt: 'a' },
    });
  });

  it('sends nothing that was agreed to in an earlier visit before it is told to', async () => {
    const shelf = passingShelf();
    await shelf.put([
      queueEntry('free', { order: 1 }),
      queueEntry('paid', { order: 2, place: PAID }),
      queueEntry('last', { order: 3, place: HERE }),
    ]);
    const { list, drawing, drawn, queue, desk } = tab(shelf);
    await list.read();
    await drawing.lead();
    await settle();
    drawn[0]?.end();
    await settle();
    expect(drawn).toHaveLength(1);
    expect(queue.getState().why).toContain('costs money');
    await desk.resume();
    await settle();
    expect(drawn.map(({ prompt }) => prompt)).toEqual(['free', 'paid']);
  });
});

describe('running again', () => {
  const paid = (dollars: number, backendId = 'segmind-queue'): FrozenPlace => ({
    at: 'remote',
    backendId,
    dollars,
  });
  const course = { status: 'failed', failure: { code: 'bad-output', message: 'It was black.' } } as const;

  it('puts many at the end in their order, each at its own price, and leaves what waits already', async () => {
    const shelf = passingShelf();
    await shelf.put([
      queueEntry('a', { order: 1, course, place: PAID, pictures: ['old'] }),
      queueEntry('b', { order: 2, course }),
      queueEntry('c', { order: 3 }),
    ]);
    const { list, drawing, drawn, queue, desk } = tab(shelf);
    await list.read();
    await desk.retry([
      { id: 'a', dollars: 0.05 },
      { id: 'b', dollars: 0 },
      { id: 'c', dollars: 0 },
    ]);
    expect(queue.getState().entries.map(({ id, course: { status } }) => [id, status])).toEqual([
      ['c', 'waiting'],
      ['a', 'waiting'],
      ['b', 'waiting'],
    ]);
    expect(queue.getState().entries.map(({ place }) => place)).toEqual([HERE, paid(0.05), HERE]);
    expect(queue.getState().entries[1]?.pictures).toEqual([]);
    expect(queue.getState().note).toBe('2 entries wait at the end of the queue.');
    await drawing.lead();
    await settle();
    drawn[0]?.end();
    await settle();
    // It has been asked for now: it is sent without a further question.
    expect(drawn.map(({ prompt }) => prompt)).toEqual(['c', 'a']);
  });

  it('is refused where more would wait than can', async () => {
    const shelf = passingShelf();
    const one = queueEntry('one');
    const many = Array.from({ length: 2000 }, (_, order) => ({ ...one, id: `${order}`, order }));
    await shelf.put([...many, queueEntry('a', { order: 5000, course })]);
    const { list, queue, desk } = tab(shelf);
    await list.read();
    await desk.retry([{ id: 'a', dollars: 0 }]);
    expect(queue.getState().problem).toContain('too many');
    expect(queue.getState().entries.at(-1)?.course).toEqual(course);
  });

  it('costs what sending all of them costs now, and nothing for those that are drawn here or relayed', () => {
    const entries = [
      queueEntry('a', { place: paid(0.01) }),
      queueEntry('b'),
      queueEntry('c', { place: paid(0, 'relayed') }),
      queueEntry('d', { place: PAID }),
    ];
    const price = priceAgain(entries, (backendId) => ({ dollars: 0.25, relayed: backendId === 'relayed' }));
    expect(price).toEqual({
      again: [
        { id: 'a', dollars: 0.25 },
        { id: 'b', dollars: 0 },
        { id: 'c', dollars: 0 },
        { id: 'd', dollars: 0.25 },
      ],
      sent: 3,
      dollars: 0.5,
    });
  });
});

describe('two tabs', () => {
  it('show the same, and one of them draws', async () => {
    const shelf = passingShelf();
    const line: Listener[] = [];
    const [one, other] = [tab(shelf, line), tab(shelf, line)];
    await one.drawing.lead();
    await other.desk.add([queueDraft('a', PAID), queueDraft('b')]);
    await settle();
    expect(other.drawn).toHaveLength(0);
    expect(one.courses()).toEqual(['a running', 'b waiting']);
    expect(other.courses()).toEqual(one.courses());
    expect(one.queue.getState().runs).toBe('here');
    expect(other.queue.getState().runs).toBe('elsewhere');

    other.desk.cancel(other.queue.getState().entries[0]?.id ?? '');
    await settle();
    expect(one.courses()).toEqual(['a cancelled', 'b running']);
    await other.desk.pause();
    expect(one.queue.getState().paused).toBe(true);
    await other.desk.remove(other.queue.getState().entries.map(({ id }) => id));
    await settle();
    // What is at work stays.
    expect(one.courses()).toEqual(['b running']);
  });

  it('go on in the other one when the one that draws has gone', async () => {
    const shelf = passingShelf();
    const line: Listener[] = [];
    const [one, other] = [tab(shelf, line), tab(shelf, line)];
    await one.drawing.lead();
    await one.desk.add([queueDraft('a'), queueDraft('b')]);
    await settle();
    line.shift();
    await other.drawing.lead();
    await settle();
    expect(other.courses()).toEqual(['a interrupted', 'b running']);
  });
});

describe('taking out', () => {
  it('leaves what is at work, and puts the others back where they were', async () => {
    const shelf = passingShelf();
    await shelf.put([
      queueEntry('a', { order: 1, course: { status: 'running' } }),
      queueEntry('b', { order: 2, course: { status: 'cancelled' } }),
      queueEntry('c', { order: 3 }),
      queueEntry('d', { order: 4 }),
    ]);
    const { desk, list, queue } = tab(shelf);
    const ids = (): string[] => queue.getState().entries.map(({ id }) => id);
    await list.read();
    await desk.remove(['a', 'b', 'c']);
    expect(ids()).toEqual(['a', 'd']);
    await desk.undoRemove();
    expect(ids()).toEqual(['a', 'b', 'c', 'd']);
    expect((await shelf.all()).entries.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(queue.getState().removed).toEqual([]);
  });

  it('draws what was put back', async () => {
    const { desk, drawing, drawn } = tab();
    await desk.pause();
    await desk.add([queueDraft('one')]);
    await drawing.lead();
    await desk.remove(['id-0-1']);
    await desk.resume();
    await settle();
    expect(drawn).toEqual([]);
    await desk.undoRemove();
    await settle();
    expect(drawn.map(({ prompt }) => prompt)).toEqual(['one']);
  });
});

describe('moving', () => {
  const entries = ['a', 'b', 'c', 'd'].map((id, i) =>
    queueEntry(id, { order: 10 * i, ...(id === 'a' && { course: { status: 'running' } }) }),
  );

  it('changes places among those that wait', async () => {
    const shelf = passingShelf();
    await shelf.put(entries);
    const { desk, list, courses, queue } = tab(shelf);
    await list.read();
    await desk.move('d', 'up');
    expect(queue.getState().entries.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'c']);
    await desk.move('c', 'first');
    expect(queue.getState().entries.map(({ id }) => id)).toEqual(['a', 'c', 'b', 'd']);
    await desk.move('c', 'down');
    expect(queue.getState().entries.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(courses()[0]).toBe('a running');
  });

  it('is nothing at the ends, and for what does not wait', () => {
    expect(movedOrders(entries, 'b', 'up').size).toBe(0);
    expect(movedOrders(entries, 'b', 'first').size).toBe(1);
    expect(movedOrders(entries, 'd', 'down').size).toBe(0);
    expect(movedOrders(entries, 'a', 'down').size).toBe(0);
    expect(movedOrders(entries, 'gone', 'up').size).toBe(0);
  });
});
