/*
 * Texts that outlive the page, in as good a place as the browser gives: on the device; where that is full or forbidden, in
 * the tab; and where that is, too, in the tab's history, which has no limit that small texts would meet.
 *
 * What a tab works on is kept for the tab in any case. After a reload each of several tabs then has its own, while a new tab
 * begins with what was written last.
 */
import type { KeptWhere } from '../state/keeping.ts';

/** The part of localStorage that is used. Every call may throw. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A storage of the browser. Every call may throw. */
export type BrowserTexts = TextStorage & Pick<Storage, 'key' | 'length'>;

/** Where texts can be kept. */
export interface TextPlaces<Browser extends TextStorage = TextStorage> {
  readonly device: Browser;
  readonly tab: Browser;
  readonly history: TextStorage;
}

/** All places behind one face. No call throws. */
export interface KeptTexts extends TextStorage {
  /** Writes again what the device no longer has: browsers evict what is stored, under an open page as well. */
  rewriteMissing(): void;
}

/** How texts are kept. */
export interface KeepingRules {
  /** Is this text what the tab works on? */
  readonly isOfTab: (key: string) => boolean;
  /** Hears how well all texts are kept, after each write. */
  readonly onKept: (where: KeptWhere) => void;
}

const WORST_FIRST: readonly KeptWhere[] = ['page', 'tab', 'device'];

/** Puts the places behind one face. */
export function createKeptTexts(
  { device, tab, history }: TextPlaces,
  { isOfTab, onKept }: KeepingRules,
): KeptTexts {
  const kept = new Map<string, KeptWhere>();
  const known = new Map<string, string>();

  /** Writes where it is best kept, and leaves no older text where it would be found first. */
  function write(key: string, value: string): KeptWhere {
    const put = (place: TextStorage): boolean => attempt(() => place.setItem(key, value));
    const drop = (place: TextStorage): boolean => attempt(() => place.removeItem(key));
    const onDevice = put(device);
    const inTab = (isOfTab(key) || !onDevice) && put(tab);
    if (!inTab) drop(tab);
    const inHistory = !onDevice && !inTab && put(history);
    if (!inHistory) drop(history);
    if (onDevice) return 'device';
    return inTab || inHistory ? 'tab' : 'page';
  }

  function keep(key: string, value: string): void {
    known.set(key, value);
    kept.set(key, write(key, value));
    const found = [...kept.values()];
    onKept(WORST_FIRST.find((where) => found.includes(where)) ?? 'device');
  }

  return {
    getItem(key) {
      for (const place of [tab, history, device]) {
        const found = read(place, key);
        if (found === null) continue;
        known.set(key, found);
        return found;
      }
      return null;
    },
    setItem: keep,
    removeItem(key) {
      for (const place of [tab, history, device]) attempt(() => place.removeItem(key));
      kept.delete(key);
      known.delete(key);
    },
    rewriteMissing() {
      for (const [key, value] of known) if (read(device, key) === null) keep(key, value);
    },
  };
}

/** The places of a window. One that the browser forbids, as it does in some frames, refuses every call. */
export function placesOf(
  window: Pick<Window, 'localStorage' | 'sessionStorage' | 'history'>,
): TextPlaces<BrowserTexts> {
  return {
    device: late(() => window.localStorage),
    tab: late(() => window.sessionStorage),
    history: historyTexts(window.history),
  };
}

/** Asks for a storage at each use: merely to name a forbidden one throws. */
function late(get: () => Storage): BrowserTexts {
  return {
    getItem: (key) => get().getItem(key),
    setItem: (key, value) => get().setItem(key, value),
    removeItem: (key) => get().removeItem(key),
    key: (index) => get().key(index),
    get length() {
      return get().length;
    },
  };
}

const ENTRY = 'armature';

function historyTexts(history: History): TextStorage {
  function texts(): Record<string, string> {
    const state: unknown = history.state;
    if (typeof state !== 'object' || state === null || !(ENTRY in state)) return {};
    return state[ENTRY] as Record<string, string>;
  }
  function replace(next: Record<string, string>): void {
    history.replaceState({ ...(history.state as object | null), [ENTRY]: next }, '');
  }
  return {
    getItem: (key) => texts()[key] ?? null,
    setItem: (key, value) => replace({ ...texts(), [key]: value }),
    removeItem(key) {
      const entries = Object.entries(texts());
      const others = entries.filter(([other]) => other !== key);
      if (others.length < entries.length) replace(Object.fromEntries(others));
    },
  };
}

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function read(place: TextStorage, key: string): string | null {
  try {
    return place.getItem(key);
  } catch {
    return null;
  }
}
