/* Choosing, selecting, zooming and the small pictures of the gallery. */
import { describe, expect, it } from 'vitest';
import { facetsOf, NO_FILTER, shownItems } from '../../../app/gallery/filter.ts';
import type { GalleryItem, GalleryRecord } from '../../../app/gallery/record.ts';
import { extended, focused, NOTHING, toggled, within } from '../../../app/gallery/selection.ts';
import { createThumbnailCache } from '../../../app/gallery/thumbnail-cache.ts';
import { factsOf } from '../../../app/gallery/room/facts.ts';
import { FITTED, panned, roomOf, zoomed } from '../../../app/gallery/room/zoom-view.ts';
import { newPictureOf } from '../../drivers/gallery-pictures.ts';

const DAY = 86_400_000;
const NOW = 1000 * DAY;

function item(id: string, part: Parameters<typeof newPictureOf>[1] = {}, prompt = 'a dancer'): GalleryItem {
  const { record } = newPictureOf(id, part);
  const settings = { ...record.settings, prompt };
  return {
    ...{ kind: 'picture', id, removedAt: undefined },
    record: { ...record, settings, bytes: 1, place: 'files' },
  };
}

const broken: GalleryItem = { kind: 'broken', id: 'broken', removedAt: undefined, why: 'damaged' };
const comfy = {
  kind: 'remote',
  backendId: 'comfyui',
  label: 'ComfyUI',
  model: 'x',
  ownSampling: false,
} as const;
const gpu = {
  kind: 'engine',
  modelId: 'armature-256',
  addons: {},
  backend: { backend: 'webgpu' },
} as const;
const items = [
  item('old', { madeAt: NOW - 40 * DAY, source: gpu }, 'Red Fox'),
  item('new', { madeAt: NOW, favourite: true }, 'blue fox'),
  broken,
  item('theirs', { madeAt: NOW - 2 * DAY, source: comfy, model: 'dream' }, 'red house'),
];
const shown = (part: Partial<typeof NO_FILTER>): string[] =>
  shownItems(items, { ...NO_FILTER, ...part }, NOW).map(({ id }) => id);

describe('the filter', () => {
  it('shows the newest first, and what cannot be read at the end while nothing is looked for', () => {
    expect(shown({})).toEqual(['new', 'theirs', 'old', 'broken']);
  });

  it('finds by all words, by model, by who drew, by time and by favour', () => {
    expect(shown({ words: '  FOX red' })).toEqual(['old']);
    expect(shown({ words: 'dream' })).toEqual(['theirs']);
    expect(shown({ model: 'armature-256' })).toEqual(['new', 'old']);
    expect(shown({ drawer: 'ComfyUI' })).toEqual(['theirs']);
    expect(shown({ drawer: 'This device, GPU (WebGPU)' })).toEqual(['old']);
    expect(shown({ period: 'month' })).toEqual(['new', 'theirs']);
    expect(shown({ period: 'day' })).toEqual(['new']);
    expect(shown({ favourites: true, words: 'fox' })).toEqual(['new']);
    expect(facetsOf(items)).toEqual({
      models: ['armature-256', 'dream'],
      drawers: ['ComfyUI', 'This device, CPU (WASM)', 'This device, GPU (WebGPU)'],
    });
  });
});

describe('chosen days', () => {
  const at = (day: number, hour: number, minute = 0): number =>
    new Date(2026, 2, day, hour, minute).getTime();
  const made = [
    item('before', { madeAt: at(28, 23, 59) }),
    item('first', { madeAt: at(29, 0) }),
    item('last', { madeAt: at(30, 23, 59) }),
    item('after', { madeAt: at(31, 0) }),
  ];
  const between = (from: string, to: string, period: 'days' | 'ever' = 'days'): string[] =>
    shownItems(made, { ...NO_FILTER, period, from, to }, at(31, 12)).map(({ id }) => id);

  it('are taken whole, by the clock of the reader, and either end may be open', () => {
    expect(between('2026-03-29', '2026-03-30')).toEqual(['last', 'first']);
    expect(between('2026-03-30', '')).toEqual(['after', 'last']);
    expect(between('', '2026-03-29')).toEqual(['first', 'before']);
    expect(between('', '')).toHaveLength(4);
    expect(between('2026-03-29', '2026-03-30', 'ever')).toHaveLength(4);
  });
});

describe('the facts', () => {
  function facts(
    part: Parameters<typeof newPictureOf>[1],
    settings: Partial<GalleryRecord['settings']> = {},
  ): Record<string, string> {
    const { record } = newPictureOf('one', part);
    const whole = { ...record, settings: { ...record.settings, ...settings } };
    return Object.fromEntries(factsOf({ ...whole, bytes: 1, place: 'files' }));
  }
  const finer = {
    ...({ guidanceEnd: 0.7, noise: 'gpu' } as const),
    ...({ controlStart: 0.1, controlEnd: 0.6, controlMode: 'control' } as const),
  };

  it('tell everything that decides a picture, but not what is usual', () => {
    const source = { ...gpu, addons: { controlNet: 'openpose' } };
    expect(facts({ source }, finer)).toMatchObject({
      ...{ 'Made on': 'This device, GPU (WebGPU)', ControlNet: 'openpose', 'Seed as in': 'GPU (A1111)' },
      ...{ 'Guidance ends': '0.7', 'Pose or prompt': 'Pose first', 'Pose starts': '0.1', 'Pose ends': '0.6' },
    });
    const usual = Object.keys(facts({}));
    for (const name of ['ControlNet', 'Guidance ends', 'Pose or prompt', 'Pose starts', 'Pose ends'])
      expect(usual).not.toContain(name);
  });

  it('leave out what did not count: elsewhere, or without a pose', () => {
    const elsewhere = Object.keys(facts({ source: comfy }, finer));
    expect(elsewhere).not.toContain('Guidance ends');
    expect(elsewhere).not.toContain('Seed as in');
    expect(Object.keys(facts({ posed: 0 }, finer))).not.toContain('Pose ends');
  });
});

describe('the selection', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];

  it('is toggled one by one and extended from the last', () => {
    const one = toggled(NOTHING, 'b');
    expect([...one.selected]).toEqual(['b']);
    const range = extended(one, 'd', ids);
    expect([...range.selected]).toEqual(['b', 'c', 'd']);
    expect([...extended(range, 'a', ids).selected].toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect([...toggled(range, 'c').selected]).toEqual(['b', 'd']);
    expect([...focused(range, 'e').selected]).toEqual(['b', 'c', 'd']);
  });

  it('loses what is no longer shown, and the focus goes to what took its place', () => {
    const range = extended(toggled(NOTHING, 'b'), 'd', ids);
    const after = within(range, ['a', 'b', 'e'], ids);
    expect([...after.selected]).toEqual(['b']);
    expect(after.focus).toBe('e');
    expect(within(range, [], ids)).toMatchObject({ focus: undefined, selected: new Set() });
  });
});

describe('the zoom', () => {
  const room = roomOf({ width: 400, height: 300 }, { width: 200, height: 200 });

  it('fits, and keeps the point under the pointer in its place', () => {
    expect(room.fitted).toEqual({ width: 300, height: 300 });
    const at = { x: 40, y: -30 };
    const view = zoomed(FITTED, 3, at, room);
    // The same point of the picture, before and after.
    expect((at.x - view.x) / view.zoom).toBeCloseTo(at.x, 9);
    expect((at.y - view.y) / view.zoom).toBeCloseTo(at.y, 9);
  });

  it('does not lose the picture, and comes back to the whole of it', () => {
    const view = panned({ zoom: 2, x: 0, y: 0 }, { x: 999, y: -999 }, room);
    expect(view).toEqual({ zoom: 2, x: 100, y: -150 });
    const whole = zoomed(view, 0.01, { x: 7, y: 7 }, room);
    expect([whole.zoom, Math.abs(whole.x), Math.abs(whole.y)]).toEqual([1, 0, 0]);
    expect(zoomed(FITTED, 1e9, { x: 0, y: 0 }, room).zoom).toBe(room.most);
  });
});

describe('small pictures', () => {
  function bench() {
    const asked: (readonly string[])[] = [];
    const revoked: string[] = [];
    const frames: (() => void)[] = [];
    const cache = createThumbnailCache({
      read(ids) {
        asked.push(ids);
        return Promise.resolve(new Map(ids.map((id) => [id, new Blob([id])])));
      },
      createUrl: (blob) => `blob:${asked.length}/${blob.size}/${asked.at(-1)?.length}/${Math.random()}`,
      revokeUrl: (url) => revoked.push(url),
      nextFrame: (work) => frames.push(work),
    });
    const frame = async (): Promise<void> => {
      frames.splice(0).forEach((work) => work());
      await new Promise((resolve) => setTimeout(resolve));
    };
    return { cache, asked, revoked, frame };
  }

  it('that come into sight are read together; those that are scrolled past are not', async () => {
    const { cache, asked, frame } = bench();
    let heard = 0;
    cache.watch('a', () => heard++);
    cache.watch('b', () => heard++)();
    cache.watch('c', () => heard++);
    await frame();
    expect(asked).toEqual([['a', 'c']]);
    expect(heard).toBe(2);
    expect(cache.peek('a')).not.toBe('');
    cache.watch('a', () => heard++);
    await frame();
    expect(asked).toHaveLength(1);
  });

  it('are let go of beyond some hundred, but never those in sight', async () => {
    const { cache, revoked, frame } = bench();
    cache.watch('seen', () => undefined);
    await frame();
    const url = cache.peek('seen');
    for (let i = 0; i < 700; i++) {
      const end = cache.watch(`p${i}`, () => undefined);
      await frame();
      end();
    }
    expect(cache.peek('seen')).toBe(url);
    expect(revoked.length).toBeGreaterThan(80);
    expect(revoked).not.toContain(url);
    expect(cache.peek('p0')).toBe('');
    expect(cache.peek('p699')).not.toBe('');
  });
});
