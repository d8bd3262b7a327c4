/* Deleting and bringing back in two tabs, each with its own desk, clock and way to the one database. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAskedBack } from '../../../app/gallery/asked-back.ts';
import { galleryBench } from '../../drivers/gallery-bench.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('deleting in two tabs', () => {
  /** Two tabs that show one picture, each with its own way to the database. */
  async function twoTabs() {
    const here = galleryBench();
    await here.desk.keep(pagePictureOf(), 0);
    const there = galleryBench(undefined, here.texts);
    there.state.now = here.state.now;
    await there.desk.read();
    expect(there.ids()).toEqual(['kept-0']);
    return { here, there };
  }

  it('spares what the other one brought back, and its file, when the time is over here', async () => {
    const { here, there } = await twoTabs();
    await here.desk.remove(['kept-0']);
    await there.desk.remove(['kept-0']);
    await there.desk.undoRemove();
    await here.wait(11_000);
    expect(await there.shelf.some(['kept-0'])).toMatchObject([{ kind: 'picture', removedAt: undefined }]);
    expect(await (await there.desk.file('kept-0')).text()).toBe('file of kept-0');
  });

  it('leaves the whole time to what the other one brought back and deleted again', async () => {
    const { here, there } = await twoTabs();
    await here.desk.remove(['kept-0']);
    there.state.now += 8_000;
    await there.desk.remove(['kept-0']);
    await here.wait(11_000);
    await there.desk.undoRemove();
    expect(there.ids()).toEqual(['kept-0']);
    await there.desk.remove(['kept-0']);
    await there.wait(11_000);
    expect(await here.shelf.some(['kept-0'])).toEqual([]);
  });

  it('spares what the other one asked back, and the shelf refused', async () => {
    const { here, there } = await twoTabs();
    await there.desk.remove(['kept-0']);
    await here.desk.remove(['kept-0']);
    there.state.stuck = true;
    await there.desk.undoRemove();
    await here.wait(11_000);
    there.state.stuck = false;
    await there.desk.undoRemove();
    expect(there.ids()).toEqual(['kept-0']);
  });

  it('spares what the other one brings back while this one clears up', async () => {
    const { here, there } = await twoTabs();
    await there.desk.remove(['kept-0']);
    const late = galleryBench({
      ...here.shelf,
      async *all() {
        yield* here.shelf.all();
        await there.desk.undoRemove();
      },
    });
    late.state.now = there.state.now + 100_000;
    await late.desk.read();
    expect(await (await there.desk.file('kept-0')).text()).toBe('file of kept-0');
  });

  it('forgets that it was asked back once it is deleted again, unless that is undone at once', async () => {
    const { here } = await twoTabs();
    // The page was closed when it had come back and the note still stood.
    createAskedBack(here.texts).add(['kept-0']);
    here.state.stuck = true;
    await here.desk.remove(['kept-0']);
    expect(here.texts.entries.size).toBe(1);
    here.state.stuck = false;
    const removing = here.desk.remove(['kept-0']);
    here.state.stuck = true;
    await Promise.all([removing, here.desk.undoRemove()]);
    expect(here.texts.entries.size).toBe(1);
    here.state.stuck = false;
    await here.desk.undoRemove();
    createAskedBack(here.texts).add(['kept-0']);
    await here.desk.remove(['kept-0']);
    await here.wait(11_000);
    await here.desk.read();
    expect(here.gallery.getState()).toMatchObject({ removed: [], problems: [] });
    expect(await here.shelf.some(['kept-0'])).toEqual([]);
  });
});
