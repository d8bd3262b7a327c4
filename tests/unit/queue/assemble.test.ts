/* The queue as a page joins it to its browser, with an engine that answers as a test wants. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAdherenceStore } from '../../../app/adherence/store.ts';
import { createGalleryStore } from '../../../app/gallery/store.ts';
import { assembleQueue } from '../../../app/queue/assemble.ts';
import type { QueueDependencies } from '../../../app/queue/queue-dependencies.ts';
import { createJobStore } from '../../../app/state/job.ts';
import type { PagePicture } from '../../../app/state/picture.ts';
import { createQueueStore } from '../../../app/state/queue.ts';
import type { Failure } from '../../../core/result/index.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';
import { PAID, queueDraft } from '../../drivers/queue-entries.ts';
import { turns } from '../../drivers/turns.ts';

const FULL: Failure = { code: 'storage-full', message: 'No room.', next: 'Save it.' };

/** A lock that the first page takes, and keeps. */
let holders = 0;
const told: unknown[] = [];

beforeEach(() => {
  holders = 0;
  told.length = 0;
  idsOf.mockImplementation(({ totalMs }) => [`kept-${totalMs}`]);
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('document', { title: '', hidden: false, addEventListener: () => undefined });
  vi.stubGlobal('navigator', {
    locks: {
      request: (_: string, work: () => Promise<void>) =>
        holders++ === 0 ? work() : new Promise(() => undefined),
    },
  });
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      addEventListener = () => undefined;
      postMessage = (message: unknown) => told.push(message);
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  idsOf.mockReset();
});

const idsOf = vi.fn<(picture: PagePicture) => readonly string[]>();

async function page() {
  const [queue, job, gallery] = [createQueueStore(), createJobStore(), createGalleryStore()];
  const drawn: { readonly prompt: string; readonly end: () => void }[] = [];
  let ids = 0;
  const parts = { queue, job, gallery, adherence: createAdherenceStore(), keeps: true };
  const desk = await assembleQueue({
    ...parts,
    newId: () => `id-${ids++}`,
    galleryDesk: () => Promise.resolve({ idsOf }),
    generate: {
      drawFrozen: ({ prompt }: { readonly prompt: string }) =>
        new Promise((resolve) => drawn.push({ prompt, end: () => resolve(undefined) })),
    },
  } as unknown as QueueDependencies);
  const prompts = (): string[] => drawn.map(({ prompt }) => prompt);
  return { ...parts, desk, drawn, prompts };
}

/** Lets what is under way come to its end. */
const settle = (): Promise<void> => turns(40);

describe('a page whose queue cannot be read', () => {
  it('draws its own entries, and neither waits for others nor keeps them waiting', async () => {
    await page();
    const { indexedDB } = globalThis;
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('Broken.', 'UnknownError');
      },
    });
    const alone = await page();
    vi.stubGlobal('indexedDB', indexedDB);
    expect(alone.queue.getState()).toMatchObject({ unkept: { code: 'storage' }, runs: 'here' });
    await alone.desk.add([queueDraft('a')]);
    await settle();
    await alone.desk.pause();
    expect(alone.prompts()).toEqual(['a']);
    expect(holders, 'the first page alone asks for the turn').toBe(1);
    expect(told).toEqual([]);
  });

  it('is told apart from one that can: that waits for its turn and tells the others', async () => {
    await page();
    const { queue, desk, prompts } = await page();
    await desk.add([queueDraft('a')]);
    await settle();
    expect(queue.getState()).toMatchObject({ unkept: undefined, runs: 'elsewhere' });
    expect(prompts()).toEqual([]);
    expect(told).toMatchObject([{ kind: 'changed' }]);
  });
});

it('draws at once where the browser refuses locks', async () => {
  const request = () => Promise.reject(new DOMException('Blocked.', 'SecurityError'));
  vi.stubGlobal('navigator', { locks: { request } });
  const { desk, prompts } = await page();
  await desk.add([queueDraft('a')]);
  await settle();
  expect(prompts()).toEqual(['a']);
});

describe('a picture that the gallery does not keep', () => {
  const unkept = { picture: pagePictureOf(), index: 0, isSaved: false };

  it('pauses the queue, which goes on when the person resumes it, and pauses at the next trouble', async () => {
    const { queue, gallery, desk, drawn, prompts } = await page();
    const drawOne = async (): Promise<void> => {
      drawn.at(-1)?.end();
      await settle();
    };
    await desk.add(['a', 'b', 'c', 'd', 'e'].map((prompt) => queueDraft(prompt, PAID)));
    await settle();
    gallery.setState({ unkept: [unkept], whyUnkept: FULL });
    await drawOne();
    expect(prompts()).toEqual(['a']);
    expect(queue.getState()).toMatchObject({
      paused: true,
      why: 'It paused because a picture is on this page alone, and the next ones would be, too. No room. Save it.',
    });
    await desk.resume();
    await settle();
    gallery.setState({ unkept: [unkept, unkept] });
    await drawOne();
    expect(prompts(), 'was told').toEqual(['a', 'b', 'c']);
    gallery.setState({ unkept: [] });
    gallery.setState({ unkept: [unkept] });
    await drawOne();
    expect(prompts()).toEqual(['a', 'b', 'c']);
    expect(queue.getState().paused).toBe(true);
  });

  it('is waited for before the next one is drawn', async () => {
    const { queue, gallery, desk, drawn, prompts } = await page();
    await desk.add([queueDraft('a', PAID), queueDraft('b', PAID)]);
    await settle();
    gallery.setState({ keeping: 1 });
    drawn[0]?.end();
    await settle();
    expect(prompts()).toEqual(['a']);
    gallery.setState({ unkept: [unkept], whyUnkept: FULL });
    gallery.setState({ keeping: 0 });
    await settle();
    expect(prompts()).toEqual(['a']);
    expect(queue.getState().paused).toBe(true);
    await desk.resume();
    await settle();
    expect(prompts()).toEqual(['a', 'b']);
  });

  it('pauses no queue in which nothing waits', async () => {
    const { queue, gallery, desk } = await page();
    await desk.add([queueDraft('a')]);
    await settle();
    gallery.setState({ unkept: [unkept], whyUnkept: FULL });
    await settle();
    expect(queue.getState().paused).toBe(false);
  });

  it('is linked from its entry when another try keeps it', async () => {
    const { queue, gallery, job, desk, drawn } = await page();
    const picture = pagePictureOf({ totalMs: 42 });
    idsOf.mockReturnValue([]);
    gallery.setState({ keeping: 1 });
    await desk.add([queueDraft('a')]);
    await settle();
    job.setState({ picture });
    drawn[0]?.end();
    await settle();
    gallery.setState({ unkept: [{ picture, index: 0, isSaved: false }], whyUnkept: FULL, keeping: 0 });
    await settle();
    expect(queue.getState().entries).toMatchObject([{ course: { status: 'done' }, pictures: [] }]);
    gallery.setState({ unkept: [], keeping: 1 });
    idsOf.mockReturnValue(['kept-42']);
    gallery.setState({ keeping: 0 });
    await settle();
    expect(queue.getState().entries).toMatchObject([{ pictures: ['kept-42'] }]);
  });

  it('is linked from the entry that it came of once it is kept, and not where the gallery keeps none', async () => {
    for (const [keeps, pictures] of [
      [true, ['kept-42', 'kept-43']],
      [false, []],
    ] as const) {
      vi.stubGlobal('indexedDB', new IDBFactory());
      holders = 0;
      const { queue, gallery, job, desk, drawn } = await page();
      gallery.setState({ keeps, keeping: 1 });
      await desk.add([queueDraft('a')]);
      await settle();
      for (const totalMs of [42, 43]) job.setState({ picture: pagePictureOf({ totalMs }) });
      drawn[0]?.end();
      await settle();
      expect(queue.getState().entries).toMatchObject([{ course: { status: 'done' }, pictures: [] }]);
      gallery.setState({ keeping: 0 });
      await settle();
      expect(queue.getState().entries).toMatchObject([{ pictures }]);
    }
  });
});
