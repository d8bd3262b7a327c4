import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { createPoseActions } from '../../../app/actions/poses.ts';
import { gridStep } from '../../../app/poses/grid-step.ts';
import { LIBRARY_ITEMS, SHELVES, shownItems } from '../../../app/poses/items.ts';
import { createThumbnails } from '../../../app/poses/thumbnails.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { createPosesStore } from '../../../app/state/poses.ts';
import type { RgbaImage } from '../../../core/image/index.ts';
import { collectionJsonFrom, openPoseJsonFrom, presetPose } from '../../../core/pose/index.ts';
import { createKeptTexts, type TextStorage } from '../../../app/storage/kept-texts.ts';
import { createPoseReserve } from '../../../app/storage/pose-reserve.ts';
import { isWork } from '../../../app/storage/remembered.ts';
import { memoryShelf } from '../../drivers/memory-shelf.ts';
import { memoryTexts } from '../../drivers/memory-texts.ts';
import { inEnglish } from '../../doubles/in-english.ts';

const CANVAS = { width: 512, height: 512 };

function bench(shelf = memoryShelf(), texts: TextStorage = memoryTexts(), tab = '') {
  const figure = createFigureStore(presetPose('handshake', CANVAS));
  const store = createPosesStore();
  let count = 0;
  const actions = createPoseActions({
    poses: store,
    figure,
    takePose: createFigureActions(figure).takePose,
    shelf,
    reserve: createPoseReserve(texts),
    newId: () => `${tab}${figure.getState().pose.people.length}-${count++}-${shelf.rows.size}`,
    now: () => count,
  });
  const names = (): string[] => store.getState().saved.map(({ name }) => name);
  return { figure, store, actions, shelf, names };
}

/** The texts of a tab: those of the device, and its own. */
function tabOn(device: TextStorage): TextStorage {
  const places = { device, tab: memoryTexts(), history: memoryTexts() };
  return createKeptTexts(places, { isOfTab: isWork, onKept: () => undefined });
}

/** Names of what waits on a device, as a new tab finds it. */
function waiting(device: TextStorage): string[] {
  return createPoseReserve(tabOn(device))
    .all()
    .map(({ name }) => name);
}

function textFile(name: string, text: string): { name: string; text: () => Promise<string> } {
  return { name, text: () => Promise.resolve(text) };
}

describe('own poses', () => {
  it('are there again after a reload, newest first', async () => {
    const first = bench();
    await first.actions.save({ name: 'Both', category: 'together' }, 'everyone');
    await first.actions.save({ name: 'One', category: '' }, 'selected');
    const second = bench(first.shelf);
    await second.actions.refresh();
    expect(second.names()).toEqual(['One', 'Both']);
    const [one, both] = second.store.getState().saved;
    expect(both?.pose.people).toEqual(presetPose('handshake', CANVAS).people);
    expect(one?.pose.people).toHaveLength(1);
    expect(one?.kept).toBe(true);
  });

  it('wait as texts while the shelf does not take them, over a reload and until they are deleted', async () => {
    const [shelf, texts] = [memoryShelf(), memoryTexts()];
    shelf.broken = true;
    const first = bench(shelf, texts);
    await first.actions.save({ name: 'Both', category: '' }, 'everyone');
    await first.actions.save({ name: 'Gone', category: '' }, 'everyone');
    await first.actions.remove(first.store.getState().saved[0]!.id);
    const second = bench(shelf, texts);
    await second.actions.refresh();
    expect(second.names()).toEqual(['Both']);
    expect(second.store.getState().unkept?.code).toBe('storage');
    shelf.broken = false;
    await second.actions.refresh();
    expect(second.names()).toEqual(['Both']);
    expect([shelf.rows.size, texts.entries.size]).toEqual([1, 0]);
  });

  it('have the name that was given while the shelf took nothing, over a reload', async () => {
    const [shelf, texts] = [memoryShelf(), memoryTexts()];
    const first = bench(shelf, texts);
    await first.actions.save({ name: 'Old', category: '' }, 'everyone');
    await first.actions.save({ name: 'Newest', category: '' }, 'everyone');
    shelf.broken = true;
    await first.actions.rename(first.store.getState().saved[1]!.id, { name: 'New', category: 'dancing' });
    shelf.broken = false;
    const second = bench(shelf, texts);
    await second.actions.refresh();
    expect(second.names()).toEqual(['Newest', 'New']);
    expect(second.store.getState().saved.every(({ kept }) => kept)).toBe(true);
    expect([...shelf.rows.values()]).toMatchObject([
      { name: 'New', category: 'dancing' },
      { name: 'Newest' },
    ]);
    expect(texts.entries.size).toBe(0);
  });

  it('wait beside those of other tabs, which each of them leaves alone', async () => {
    const device = memoryTexts();
    const broken = memoryShelf();
    broken.broken = true;
    const one = bench(broken, tabOn(device), 'one');
    const working = memoryShelf();
    const other = bench(working, tabOn(device), 'other');
    await one.actions.save({ name: 'A', category: '' }, 'everyone');
    working.broken = true;
    await other.actions.save({ name: 'B', category: '' }, 'everyone');
    await one.actions.save({ name: 'C', category: '' }, 'everyone');
    expect(waiting(device).toSorted()).toEqual(['A', 'B', 'C']);
    working.broken = false;
    await other.actions.rename(other.store.getState().saved[0]!.id, { name: 'B2', category: '' });
    expect(waiting(device).toSorted()).toEqual(['A', 'C']);
    expect(working.rows.size).toBe(1);
    await one.actions.remove(one.store.getState().saved[0]!.id);
    expect(waiting(device)).toEqual(['A']);
  });

  it.each(['the shelf', 'the reserve'])(
    'keep in %s how sure a detector was of their points',
    async (where) => {
      const [shelf, texts] = [memoryShelf(), memoryTexts()];
      shelf.broken = where === 'the reserve';
      const first = bench(shelf, texts);
      const { pose } = first.figure.getState();
      const body = pose.people[0]!.body.map((point) => point && { ...point, confidence: 0.375 });
      first.figure.setState({ pose: { ...pose, people: [{ ...pose.people[0]!, body }] } });
      await first.actions.save({ name: 'Found', category: '' }, 'everyone');
      const second = bench(shelf, texts);
      await second.actions.refresh();
      expect(second.store.getState().saved[0]?.pose.people[0]?.body).toEqual(body);
    },
  );

  it('are renamed, deleted, and brought back', async () => {
    const { actions, names, shelf, store } = bench();
    await actions.save({ name: 'A', category: 'standing' }, 'everyone');
    const [saved] = store.getState().saved;
    await actions.rename(saved!.id, { name: 'B', category: 'dancing' });
    expect([...shelf.rows.values()]).toMatchObject([{ name: 'B', category: 'dancing' }]);
    await actions.remove(saved!.id);
    expect(names()).toEqual([]);
    expect(shelf.rows.size).toBe(0);
    await actions.undoRemove();
    expect(names()).toEqual(['B']);
    expect(shelf.rows.size).toBe(1);
    expect(store.getState().removed).toEqual([]);
  });

  it('stay for the visit where storage fails, and are kept once it works', async () => {
    const { actions, names, shelf, store } = bench();
    shelf.broken = true;
    await actions.refresh();
    expect(store.getState().unkept).toMatchObject({ code: 'storage' });
    await actions.save({ name: 'A', category: '' }, 'everyone');
    expect(names()).toEqual(['A']);
    expect(store.getState().unkept).toMatchObject({ code: 'storage', next: 'Export.' });
    shelf.broken = false;
    await actions.refresh();
    expect(names()).toEqual(['A']);
    expect(shelf.rows.size).toBe(1);
    expect(store.getState().unkept).toBeUndefined();
  });

  it('leaves rows alone that it cannot read, and says how many', async () => {
    const { actions, shelf, store } = bench();
    shelf.rows.set('x', { id: 'x', name: 'From the future', body: 1 });
    await actions.save({ name: 'A', category: '' }, 'everyone');
    await actions.refresh();
    expect(store.getState().unreadable).toBe(1);
    expect(shelf.rows.has('x')).toBe(true);
  });

  it('go out as a file and come back, and a bad file costs the others nothing', async () => {
    const { actions, store } = bench();
    await actions.save({ name: 'A', category: 'dancing' }, 'everyone');
    const collection = collectionJsonFrom(store.getState().saved);
    const other = bench();
    await other.actions.importFiles([
      textFile('mine.json', collection),
      textFile('broken.json', '{'),
      textFile('wave.json', JSON.stringify(openPoseJsonFrom(presetPose('waving', CANVAS)))),
    ]);
    expect(other.names()).toEqual(['A', 'wave']);
    expect(other.store.getState().note).toBe('2 poses are added.');
    expect(other.store.getState().problems).toHaveLength(1);
    expect(other.store.getState().problems[0]).toContain('"broken.json" is no JSON.');
    expect(other.shelf.rows.size).toBe(2);
  });

  it('says so when there is nobody to save', async () => {
    const { actions, figure, store } = bench();
    figure.setState({ pose: { ...CANVAS, people: [] } });
    await actions.save({ name: 'A', category: '' }, 'everyone');
    expect(store.getState().saved).toEqual([]);
    expect(store.getState().problems).toHaveLength(1);
  });
});

describe('choosing a pose', () => {
  it('is one entry of history, mirrored where asked', () => {
    const { actions, figure, store } = bench();
    store.setState({ dialogOpen: true, mirrored: true, insertion: 'everyone' });
    actions.choose(presetPose('pointing', CANVAS));
    const [person] = figure.getState().pose.people;
    expect(person?.body[4]?.x).toBeCloseTo(512 - presetPose('pointing', CANVAS).people[0]!.body[7]!.x, 6);
    expect(store.getState().dialogOpen).toBe(false);
    expect(figure.temporal.getState().pastStates).toHaveLength(1);
    figure.temporal.getState().undo();
    expect(figure.getState().pose.people).toHaveLength(2);
  });

  it('leaves a locked person alone and says why', () => {
    const { actions, figure, store } = bench();
    const { pose } = figure.getState();
    figure.setState({
      pose: { ...pose, people: pose.people.map((person) => ({ ...person, locked: true })) },
    });
    store.setState({ dialogOpen: true });
    actions.choose(presetPose('waving', CANVAS));
    expect(store.getState().dialogOpen).toBe(true);
    expect(store.getState().problems[0]).toContain('locked');
    store.setState({ insertion: 'added' });
    actions.choose(presetPose('waving', CANVAS));
    expect(figure.getState().pose.people).toHaveLength(3);
  });
});

describe('the list', () => {
  it('has poses on every shelf but the own', () => {
    for (const { id } of SHELVES) {
      if (id === 'own') expect(shownItems([], id, '')).toEqual([]);
      else expect(shownItems([], id, '').length).toBeGreaterThanOrEqual(8);
    }
  });

  it('finds own poses by name and kind, before the library', async () => {
    const { actions, store } = bench();
    await actions.save({ name: 'Zorro dance', category: 'dancing' }, 'everyone');
    const { saved } = store.getState();
    expect(shownItems(saved, 'all', 'zorro').map(({ label }) => inEnglish(label))).toEqual(['Zorro dance']);
    expect(inEnglish(shownItems(saved, 'dancing', '')[0]?.label)).toBe('Zorro dance');
    expect(shownItems(saved, 'sitting', 'zorro')).toEqual([]);
    expect(shownItems(saved, 'all', '')).toHaveLength(LIBRARY_ITEMS.length + 1);
  });

  it('is walked through in two directions', () => {
    const place = { from: 4, columns: 3, count: 8 };
    expect(gridStep('ArrowRight', place)).toBe(5);
    expect(gridStep('ArrowUp', place)).toBe(1);
    expect(gridStep('ArrowDown', place)).toBe(7);
    expect(gridStep('ArrowDown', { ...place, from: 6 })).toBe(6);
    expect(gridStep('ArrowLeft', { ...place, from: 0 })).toBe(0);
    expect(gridStep('End', place)).toBe(7);
    expect(gridStep('a', place)).toBeUndefined();
  });
});

describe('thumbnails', () => {
  function frames() {
    const waiting: (() => void)[] = [];
    let clock = 0;
    const thumbnails = createThumbnails({ nextFrame: (work) => waiting.push(work), now: () => (clock += 4) });
    return { thumbnails, waiting, frame: () => waiting.shift()?.() };
  }

  it('are drawn a few a frame, in the order of the orders, and kept', () => {
    const { thumbnails, waiting, frame } = frames();
    const delivered: string[] = [];
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      thumbnails.order({
        key,
        pose: () => presetPose('standing', CANVAS),
        deliver: () => delivered.push(key),
      });
    }
    expect(waiting).toHaveLength(1);
    frame();
    expect(delivered).toEqual(['a', 'b']);
    frame();
    frame();
    expect(delivered).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(waiting).toEqual([]);
    expect(thumbnails.peek('a')?.width).toBe(512);
  });

  it('are not drawn once nobody wants them, and not twice', () => {
    const { thumbnails, frame } = frames();
    let drawn = 0;
    const pose = () => {
      drawn += 1;
      return presetPose('standing', CANVAS);
    };
    const images: RgbaImage[] = [];
    const deliver = (image: RgbaImage): void => void images.push(image);
    thumbnails.order({ key: 'a', pose, deliver })();
    thumbnails.order({ key: 'b', pose, deliver });
    thumbnails.order({ key: 'b', pose, deliver });
    frame();
    expect(drawn).toBe(1);
    expect(images).toHaveLength(2);
    expect(images[0]).toBe(images[1]);
  });
});
