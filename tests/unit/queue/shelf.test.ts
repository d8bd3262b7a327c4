/* The shelf on a database in memory: what it keeps, and reads of damaged rows. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { passingShelf } from '../../../app/queue/passing-shelf.ts';
import { createQueueShelf } from '../../../app/queue/shelf.ts';
import type { Course } from '../../../app/state/queue.ts';
import { OWN_SERVER, PAID, queueEntry, queueRequest } from '../../drivers/queue-entries.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const picture = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };
const courses: readonly Course[] = [
  { status: 'waiting' },
  { status: 'running' },
  { status: 'done', totalMs: 5 },
  { status: 'failed', failure: { code: 'network', message: 'No answer.', next: 'Try again.' } },
  { status: 'cancelled' },
  { status: 'interrupted' },
];

for (const [name, create] of [
  ['the shelf', createQueueShelf],
  ['the shelf of a page that keeps nothing', passingShelf],
] as const) {
  describe(name, () => {
    it('gives back the whole of entries: pose, pictures, place and course', async () => {
      const shelf = create();
      const init = { image: picture, strength: 0.5, mask: picture };
      const entries = courses.map((course, i) =>
        queueEntry(`entry-${i}`, {
          ...{ course, order: i },
          ...(i === 1 && { place: PAID }),
          ...(i === 3 && { place: OWN_SERVER }),
          ...(i === 2 && { request: queueRequest({ init }) }),
        }),
      );
      await shelf.put(entries);
      const { entries: kept, unreadable, switches } = await shelf.all();
      expect(kept.toSorted((a, b) => a.order - b.order)).toEqual(entries);
      expect(unreadable).toBe(0);
      expect(switches).toEqual({ paused: false, notify: false });
      expect(await shelf.some(['entry-3', 'gone'])).toEqual([entries[3]]);
    });

    it('changes an entry as it stands on the shelf, and leaves the others', async () => {
      const shelf = create();
      await shelf.put([queueEntry('one'), queueEntry('two', { course: { status: 'running' } })]);
      const changed = await shelf.change(['one', 'two', 'gone'], (row) =>
        row.course.status === 'waiting' ? { ...row, order: 9 } : undefined,
      );
      expect(changed.map(({ id, order }) => [id, order])).toEqual([['one', 9]]);
      expect((await shelf.some(['one', 'two'])).map(({ order }) => order)).toEqual([9, 1]);
    });

    it('removes entries and keeps switches', async () => {
      const shelf = create();
      await shelf.put([queueEntry('one'), queueEntry('two')]);
      await shelf.remove(['one', 'gone']);
      await shelf.putSwitches({ paused: true, notify: true });
      const { entries, switches } = await shelf.all();
      expect(entries.map(({ id }) => id)).toEqual(['two']);
      expect(switches).toEqual({ paused: true, notify: true });
    });
  });
}

describe('the shelf in the database', () => {
  it('is there after a reload', async () => {
    await createQueueShelf().put([queueEntry('one')]);
    expect((await createQueueShelf().all()).entries).toEqual([queueEntry('one')]);
  });

  it('gives an entry to the first of two tabs that take it', async () => {
    const tabs = [createQueueShelf(), createQueueShelf()] as const;
    await tabs[0].put([queueEntry('one')]);
    const taken = await Promise.all(
      tabs.map((tab) =>
        tab.change(['one'], (row) =>
          row.course.status === 'waiting' ? { ...row, course: { status: 'running' } } : undefined,
        ),
      ),
    );
    expect(taken.map((rows) => rows.length).toSorted()).toEqual([0, 1]);
  });

  it('keeps a picture that many start from once, as long as one of them is there', async () => {
    const shelf = createQueueShelf();
    const mask = { ...picture, data: new Uint8ClampedArray([9, 9, 9, 255]) };
    const init = { image: picture, strength: 0.5, mask };
    const ids = ['one', 'two', 'three'];
    await shelf.put(ids.map((id) => queueEntry(id, { request: queueRequest({ init }) })));
    await shelf.put([queueEntry('four')]);
    const database = await openDB('armature.queue');
    expect(await database.count('pictures')).toBe(2);
    const { entries } = await createQueueShelf().all();
    const images = entries.flatMap(({ request }) => request.init?.image ?? []);
    expect(images).toEqual([picture, picture, picture]);
    // In memory as well.
    expect(new Set(images.map(({ data }) => data)).size).toBe(1);
    expect((await shelf.some(['two', 'three'])).map(({ request }) => request.init)).toEqual([init, init]);
    await shelf.remove(['one', 'two']);
    expect(await database.count('pictures')).toBe(2);
    await shelf.remove(['three', 'four']);
    expect(await database.count('pictures')).toBe(0);
    database.close();
  });

  it('reads entries of before their pictures were told', async () => {
    await createQueueShelf().put([queueEntry('one')]);
    const database = await openDB('armature.queue');
    const before = (await database.get('entries', 'one')) as { pictures?: unknown };
    delete before.pictures;
    await database.put('entries', before);
    database.close();
    expect((await createQueueShelf().all()).entries).toEqual([queueEntry('one', { pictures: [] })]);
  });

  it('leaves out and counts what it cannot read, and keeps it', async () => {
    await createQueueShelf().put([queueEntry('one'), queueEntry('two'), queueEntry('three')]);
    const database = await openDB('armature.queue');
    await database.put('entries', { ...queueEntry('two'), place: { at: 'moon' } });
    await database.delete('requests', 'three');
    await database.put('requests', { ...queueRequest(), init: { strength: 1, image: 'gone' } }, 'three');
    await database.put('switches', { paused: 'perhaps' }, 'switches');
    const { entries, unreadable, switches } = await createQueueShelf().all();
    expect(entries.map(({ id }) => id)).toEqual(['one']);
    expect(unreadable).toBe(2);
    expect(switches).toEqual({ paused: false, notify: false });
    expect(await database.count('entries')).toBe(3);
    database.close();
  });
});
