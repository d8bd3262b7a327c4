import { describe, expect, it } from 'vitest';
import { createKeptTexts, placesOf, type TextStorage } from '../../../app/storage/kept-texts.ts';
import type { KeptWhere } from '../../../app/state/keeping.ts';
import { memoryTexts } from '../../drivers/memory-texts.ts';

/** A storage that can be closed to writing, or to everything. */
function moody() {
  const inside = memoryTexts();
  const state = { full: false, forbidden: false };
  function check(forWriting: boolean): void {
    if (state.forbidden) throw new DOMException('no', 'SecurityError');
    if (forWriting && state.full) throw new DOMException('no', 'QuotaExceededError');
  }
  const storage: TextStorage = {
    getItem(key) {
      check(false);
      return inside.getItem(key);
    },
    setItem(key, value) {
      check(true);
      inside.setItem(key, value);
    },
    removeItem(key) {
      check(false);
      inside.removeItem(key);
    },
  };
  return Object.assign(storage, state, {
    entries: inside.entries,
    fill: (full: boolean) => (state.full = full),
    forbid: () => (state.forbidden = true),
  });
}

function setUp() {
  const places = { device: moody(), tab: moody(), history: moody() };
  const told: KeptWhere[] = [];
  const texts = createKeptTexts(places, {
    isOfTab: (key) => key === 'work',
    onKept: (where) => void told.push(where),
  });
  return { ...places, places, told, texts };
}

describe('kept texts', () => {
  it('go to the device, and what the tab works on to the tab as well', () => {
    const { texts, device, tab, told } = setUp();
    texts.setItem('work', 'a');
    texts.setItem('setting', 'b');
    expect(Object.fromEntries(device.entries)).toEqual({ work: 'a', setting: 'b' });
    expect(Object.fromEntries(tab.entries)).toEqual({ work: 'a' });
    expect(told).toEqual(['device', 'device']);
  });

  it('are the own ones of each tab after a reload, while a new tab begins with the last', () => {
    const { texts, device, places } = setUp();
    const other = createKeptTexts(
      { ...places, tab: moody() },
      { isOfTab: () => true, onKept: () => undefined },
    );
    texts.setItem('work', 'mine');
    other.setItem('work', 'theirs');
    expect([texts.getItem('work'), other.getItem('work'), device.getItem('work')]).toEqual([
      'mine',
      'theirs',
      'theirs',
    ]);
  });

  it('go to the tab where the device is full, and come back from there', () => {
    const { texts, device, tab, told } = setUp();
    texts.setItem('setting', 'old');
    device.fill(true);
    texts.setItem('setting', 'new');
    expect(texts.getItem('setting')).toBe('new');
    device.fill(false);
    texts.setItem('setting', 'newer');
    expect([texts.getItem('setting'), device.getItem('setting'), tab.entries.size]).toEqual([
      'newer',
      'newer',
      0,
    ]);
    expect(told).toEqual(['device', 'tab', 'device']);
  });

  it('go to the history where nothing else takes them, and never come back older', () => {
    const { texts, device, tab, history, told } = setUp();
    texts.setItem('work', 'old');
    device.fill(true);
    tab.fill(true);
    texts.setItem('work', 'new');
    expect([texts.getItem('work'), history.getItem('work')]).toEqual(['new', 'new']);
    tab.fill(false);
    texts.setItem('work', 'newest');
    expect([texts.getItem('work'), history.entries.size]).toEqual(['newest', 0]);
    expect(told).toEqual(['device', 'tab', 'tab']);
  });

  it('say when nothing keeps them, and the worst of all counts', () => {
    const { texts, device, tab, history, told } = setUp();
    for (const place of [device, tab, history]) place.forbid();
    expect(() => texts.setItem('work', 'a')).not.toThrow();
    expect(texts.getItem('work')).toBeNull();
    expect(told).toEqual(['page']);
  });

  it('are written again where the device has lost them, and nothing else is', () => {
    const { texts, device } = setUp();
    texts.setItem('work', 'a');
    texts.setItem('setting', 'b');
    device.entries.delete('work');
    device.entries.set('setting', 'of another tab');
    texts.rewriteMissing();
    expect(Object.fromEntries(device.entries)).toEqual({ work: 'a', setting: 'of another tab' });
  });
});

describe('the places of a window', () => {
  it('may be forbidden to name, and history keeps what others put there', () => {
    let state: unknown = { route: 'mine' };
    const history = {
      get state() {
        return state;
      },
      replaceState: (next: unknown) => void (state = next),
    } as unknown as History;
    const window = {
      history,
      get localStorage(): Storage {
        throw new DOMException('no', 'SecurityError');
      },
      get sessionStorage(): Storage {
        throw new DOMException('no', 'SecurityError');
      },
    };
    const texts = createKeptTexts(placesOf(window), { isOfTab: () => true, onKept: () => undefined });
    texts.setItem('work', 'a');
    expect(texts.getItem('work')).toBe('a');
    expect(state).toEqual({ route: 'mine', armature: { work: 'a' } });
    texts.removeItem('work');
    expect(state).toEqual({ route: 'mine', armature: {} });
  });
});
