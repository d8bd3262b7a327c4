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
  /** Keeps these instead of those before. */
  set(poses: readonly SavedPose[]): void;
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
  return {
    all: () => readRows(rows()).poses.map((pose) => ({ ...pose, kept: false })),
    set(poses) {
      if (poses.length > 0) texts.setItem(RESERVE_KEY, JSON.stringify(poses.map(rowOf)));
      else texts.removeItem(RESERVE_KEY);
    },
  };
}
