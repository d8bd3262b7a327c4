/*
 * Where an embedded page remembers: nowhere, or under a name of its own. Several of them on one page, and the page by
 * itself on the same host, share the browser's storage, and none may write over what another has.
 */
import type { BrowserTexts, TextPlaces, TextStorage } from './kept-texts.ts';

/**
 * The places of a page that is embedded.
 *
 * @param name - of the part of the window's places that is used; without one all is gone with the page
 */
export function embeddedPlaces(name: string | undefined, { device, tab, history }: TextPlaces): TextPlaces {
  if (name === undefined) return { device: pageMemory(), tab: pageMemory(), history: pageMemory() };
  return { device: named(name, device), tab: named(name, tab), history: named(name, history) };
}

/** Makes a storage that is gone with the page. */
export function pageMemory(): BrowserTexts {
  const texts = new Map<string, string>();
  return {
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

function named(name: string, storage: TextStorage): TextStorage {
  const keyOf = (key: string): string => `armature.embed.${name}/${key}`;
  return {
    getItem: (key) => storage.getItem(keyOf(key)),
    setItem: (key, text) => storage.setItem(keyOf(key), text),
    removeItem: (key) => storage.removeItem(keyOf(key)),
  };
}
