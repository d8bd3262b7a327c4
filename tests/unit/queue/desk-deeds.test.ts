/* What the person does with entries: run them again, take them out, move them, also from another tab. */
import { describe, expect, it } from 'vitest';
import { movedOrders } from '../../../app/queue/desk.ts';
import { priceAgain } from '../../../app/queue/room/price-again.ts';
import { passingShelf } from '../../../app/queue/passing-shelf.ts';
import type { FrozenPlace } from '../../../app/state/local-setup.ts';
import { HERE, PAID, queueDraft, queueEntry } from '../../drivers/queue-entries.ts';
import { settle, tab, type Listener } from './tab.ts';

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
      { id: 'a', dollars: 0.05, was: 'failed' },
      { id: 'b', dollars: 0, was: 'failed' },
      { id: 'c', dollars: 0, was: 'failed' },
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

  it('passes over what another press has run since it was asked about: it would be paid for twice', async () => {
    const shelf = passingShelf();
    await shelf.put([
      queueEntry('a', { course: { status: 'done', totalMs: 1 }, place: PAID, pictures: ['x'] }),
    ]);
    const { list, queue, desk } = tab(shelf);
    await list.read();
    await desk.retry([{ id: 'a', dollars: 0.05, was: 'failed' }]);
    expect(queue.getState().entries).toMatchObject([{ course: { status: 'done' }, pictures: ['x'] }]);
  });

  it('is refused where more would wait than can', async () => {
    const shelf = passingShelf();
    const one = queueEntry('one');
    const many = Array.from({ length: 2000 }, (_, order) => ({ ...one, id: `${order}`, order }));
    await shelf.put([...many, queueEntry('a', { order: 5000, course })]);
    const { list, queue, desk } = tab(shelf);
    await list.read();
    await desk.retry([{ id: 'a', dollars: 0, was: 'failed' }]);
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
        { id: 'a', was: 'waiting', dollars: 0.25 },
        { id: 'b', was: 'waiting', dollars: 0 },
        { id: 'c', was: 'waiting', dollars: 0 },
        { id: 'd', was: 'waiting', dollars: 0.25 },
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
