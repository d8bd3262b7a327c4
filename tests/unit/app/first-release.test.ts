/* What the first release left in databases and files, read through the app's own shelves. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { createGalleryShelf } from '../../../app/gallery/shelf.ts';
import { createPromptShelf } from '../../../app/prompts/shelf.ts';
import { createQueueShelf } from '../../../app/queue/shelf.ts';
import { createKeyShelf } from '../../../app/remote/keys/key-shelf.ts';
import { unseal } from '../../../app/remote/keys/seal.ts';
import { createRunShelf } from '../../../app/remote/runs/run-shelf.ts';
import { describeStore } from '../../../workers/store/describe.ts';
import { firstDatabases } from '../../drivers/first-release.ts';
import { purgePictures } from '../../drivers/gallery-pictures.ts';
import { memoryStore } from '../../drivers/memory-store.ts';
import { fillDatabases } from '../../drivers/saved-rows.ts';

const { databases, files } = await firstDatabases();

beforeEach(async () => {
  // Suites before this one may have left something in the same process.
  vi.stubGlobal('indexedDB', new IDBFactory());
  await fillDatabases(databases);
});

it('has a gallery whose pictures, poses and files are read', async () => {
  const shelf = createGalleryShelf(() => Promise.resolve(undefined));
  const newest = await shelf.newest(9);
  expect(newest.map(({ id, place }) => [id, place])).toEqual([
    ['in-the-database', 'database'],
    ['in-a-file', 'files'],
  ]);
  expect(newest[0]).toMatchObject({
    ...{ favourite: true, totalMs: 1234, posed: 1 },
    settings: { prompt: 'a dancer kept in the database', seed: 7, sampler: 'dpmpp_2m' },
    source: { kind: 'engine', modelId: 'armature-tiny' },
  });
  expect((await shelf.details('in-a-file')).pose?.people[0]?.body).toHaveLength(18);
  expect((await shelf.file('in-the-database'))?.size).toBe(newest[0]?.bytes);
  expect([...(await shelf.thumbnails(['in-a-file', 'in-the-database'])).keys()]).toHaveLength(2);
  await purgePictures(shelf, ['in-a-file', 'in-the-database']);
  expect(await shelf.newest(9)).toEqual([]);
});

it('has a queue whose entries are read, with the pictures that they start from', async () => {
  const { entries, unreadable, switches } = await createQueueShelf().all();
  expect(unreadable).toBe(0);
  expect(switches).toEqual({ paused: true, notify: true });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  expect(Object.fromEntries(entries.map(({ id, course }) => [id, course.status]))).toEqual({
    ...{ waits: 'waiting', 'from-a-picture': 'waiting' },
    ...{ done: 'done', failed: 'failed' },
  });
  expect(byId.get('waits')?.request.prompt).toBe('a dancer that waits');
  expect(byId.get('from-a-picture')?.request.init).toMatchObject({ strength: 0.5, image: { width: 2 } });
});

it('has prompts of all kinds, runs that were sent, and keys that their passphrase opens', async () => {
  const prompts = await createPromptShelf().all();
  expect(prompts.unreadable).toBe(0);
  expect(prompts.items.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    ...['style Ink', 'prompt Dancer', 'negative Usual', 'wildcard colour'],
  ]);
  const runs = createRunShelf();
  expect(await runs.unreadable()).toEqual([]);
  expect(await runs.all()).toMatchObject([{ id: 'sent', ticket: { id: 'ticket-1' }, dollars: 0.02 }]);
  const [sealed] = await createKeyShelf().all();
  expect(sealed && (await unseal(sealed, 'open sesame'))).toBe('a key of 2026');
});

it('has the record of a stored model, and the journal of one that was paused', async () => {
  const store = memoryStore();
  for (const [path, content] of Object.entries(files)) {
    if (path.startsWith('models/')) store.files.set(path, new TextEncoder().encode(JSON.stringify(content)));
  }
  const { items, unreadable } = await describeStore(store);
  expect(unreadable).toEqual([]);
  expect(items.map(({ entry, complete }) => [entry.id, complete])).toEqual([
    ['a-paused-lora', false],
    ['a-stored-lora', true],
  ]);
});
