/*
 * Where an embedded page remembers: nowhere, or under a name of its own. Several of them on one page, and the page by
 * itself on the same host, share the browser's storage, and none may write over what another has.
 */
import type { TabStorage } from '../remote/key-vault.ts';

/** Makes a storage that is gone with the page. */
export function pageMemory(): TabStorage {
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

/** Makes a part of a storage, under a name. */
export function namedMemory(name: string, storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const keyOf = (key: string): string => `armature.embed.${name}/${key}`;
  return {
    getItem: (key: string): string | null => storage.getItem(keyOf(key)),
    setItem: (key: string, text: string): void => storage.setItem(keyOf(key), text),
  };
}
