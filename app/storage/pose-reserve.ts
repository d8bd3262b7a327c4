/*
 * Poses that could not be brought to their shelf, kept as texts beside the settings until they can.
 */
import type { SavedPose } from '../state/poses.ts';
import type { TextStorage } from './kept-texts.ts';
import { readRows, rowOf } from './pose-shelf.ts';
import { RESERVE_KEY } from './remembered.ts';

/** Keeps what waits. Where no text can be kept either, the page tells by itself. */
export interface PoseReserve {
  /** Those of earlier visits and other tabs as well. */
  all(): readonly SavedPose[];
  /** Keeps these, each in the place of what it was before. */
  put(poses: readonly SavedPose[]): void;
  /** Lets go of these. */
  remove(ids: readonly string[]): void;
}

/** Makes it. */
export function createPoseReserve(texts: TextStorage): PoseReserve {
  function rows(): readonly unknown[] {
    try {
      const found = JSON.parse(texts.getItem(RESERVE_KEY) ?? '[]') as unknown;
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }
  /** Other tabs write here, too: all but the rows of these ids stays. */
  function replace(ids: readonly string[], news: readonly unknown[]): void {
    const before = rows();
    const others = before.filter((row) => !ids.includes(idOf(row)));
    if (news.length === 0 && others.length === before.length) return;
    const after = [...news, ...others];
    if (after.length > 0) texts.setItem(RESERVE_KEY, JSON.stringify(after));
    else texts.removeItem(RESERVE_KEY);
  }
  return {
    all: () => readRows(rows()).poses.map((pose) => ({ ...pose, kept: false })),
    put: (poses) =>
      replace(
        poses.map(({ id }) => id),
        poses.map(rowOf),
      ),
    remove: (ids) => replace(ids, []),
  };
}

function idOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : '';
}
