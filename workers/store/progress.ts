/*
 * How far storing is, how fast it goes and how long it will take.
 */
import type { StoreProgress } from '../../core/contract/index.ts';

/** Watches the bytes of one run. */
export interface ProgressMeter {
  /** Tells the lengths of all sources, in bytes. */
  expect(lengths: readonly number[]): void;
  /** A file begins, or a part of its work; `from` bytes of it are there already. */
  enter(phase: StoreProgress['phase'], path: string, from?: number): void;
  arrived(count: number): void;
  /** A file is done with. */
  finished(bytes: number): void;
  /** A file begins anew, for it has changed on its server. */
  startOver(path: string): void;
  soFar(): { readonly bytes: number; readonly totalBytes: number };
}

/** The speed is that of the last seconds. */
const WINDOW_MS = 5000;
/** Often enough for an eye. */
const EVERY_MS = 100;

/** Makes a meter that reports at most ten times a second, and at every change of phase. */
export function createProgress({
  id,
  clock,
  emit,
}: {
  readonly id: string;
  readonly clock: () => number;
  readonly emit: (progress: StoreProgress) => void;
}): ProgressMeter {
  let phase: StoreProgress['phase'] = 'opening';
  let item = '';
  let finished = 0;
  let current = 0;
  let totalBytes = 0;
  let startedOver = false;
  let told = -Infinity;
  const marks: { readonly at: number; readonly bytes: number }[] = [];

  function tell(): void {
    const now = clock();
    told = now;
    const bytes = Math.min(finished + current, totalBytes);
    while (marks[0] && now - marks[0].at > WINDOW_MS) marks.shift();
    marks.push({ at: now, bytes });
    const [oldest] = marks;
    const spent = oldest ? now - oldest.at : 0;
    const speed = oldest && spent > 0 ? (1000 * (bytes - oldest.bytes)) / spent : 0;
    emit({
      ...{ id, phase, item, bytes, totalBytes },
      ...(phase === 'fetching' && speed > 0
        ? { bytesPerSecond: speed, remainingMs: (1000 * (totalBytes - bytes)) / speed }
        : {}),
      ...(startedOver && { startedOver }),
    });
  }

  return {
    expect(lengths) {
      totalBytes = lengths.reduce((sum, length) => sum + length, 0);
      tell();
    },
    enter(next, path, from) {
      if (path !== item) startedOver = false;
      phase = next;
      item = path;
      if (next === 'fetching') current = from ?? 0;
      // What was there before this run is no speed.
      if (from !== undefined) marks.length = 0;
      tell();
    },
    arrived(count) {
      if (phase !== 'fetching') return;
      current += count;
      if (clock() - told >= EVERY_MS) tell();
    },
    finished(bytes) {
      finished += bytes;
      current = 0;
    },
    startOver(path) {
      item = path;
      startedOver = true;
      marks.length = 0;
      tell();
    },
    soFar: () => ({ bytes: finished + current, totalBytes }),
  };
}
