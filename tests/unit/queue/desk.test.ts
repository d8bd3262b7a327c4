/* What the desk and the drawing make of entries, one after the other, and after a reload. */
import { describe, expect, it } from 'vitest';
import { passingShelf } from '../../../app/queue/passing-shelf.ts';
import type { QueueDraft } from '../../../app/state/queue.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';
import { HERE, PAID, queueDraft, queueEntry } from '../../drivers/queue-entries.ts';
import { CANCELLED, settle, tab } from './tab.ts';

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
    await desk.retry([{ id: queue.getState().entries[0]!.id, dollars: 0, was: 'done' }]);
    expect(pictures()).toEqual([[], []]);
  });

  it('has no part in what the person draws while its picture is being kept', async () => {
    const { desk, drawing, drawn, job, state, queue } = tab();
    let keep = (): void => undefined;
    state.kept = () => new Promise<void>((resolve) => (keep = resolve));
    await drawing.lead();
    await desk.add([queueDraft('a')]);
    await settle();
    drawn[0]?.end();
    await settle();
    job.setState({ picture: pagePictureOf({ totalMs: 43 }) });
    keep();
    await settle();
    expect(queue.getState().entries).toMatchObject([{ pictures: ['kept-42'] }]);
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
    await desk.retry([{ id, dollars: 0, was: 'done' }]);
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
    await desk.retry([{ id: queue.getState().entries[0]?.id ?? '', dollars: 0.03, was: 'interrupted' }]);
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
