/*
 * Which deleted pictures somebody asked back while the shelf refused to change them. It is noted outside of the shelf, so
 * that neither another tab nor the page after a reload takes them for deleted.
 */
import * as v from 'valibot';
import type { TextStorage } from '../storage/kept-texts.ts';

/** The note of what was asked back. */
export interface AskedBack {
  ids(): readonly string[];
  add(ids: readonly string[]): void;
  drop(ids: readonly string[]): void;
}

const KEY = 'armature.gallery-asked-back';
const noteSchema = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** Keeps the note among the texts of the page. */
export function createAskedBack(texts: TextStorage): AskedBack {
  function ids(): readonly string[] {
    const parsed = v.safeParse(noteSchema, texts.getItem(KEY));
    return parsed.success ? parsed.output : [];
  }

  return {
    ids,
    add: (more) => texts.setItem(KEY, JSON.stringify([...new Set([...ids(), ...more])])),
    drop(done) {
      const rest = ids().filter((id) => !done.includes(id));
      if (rest.length > 0) texts.setItem(KEY, JSON.stringify(rest));
      else texts.removeItem(KEY);
    },
  };
}
