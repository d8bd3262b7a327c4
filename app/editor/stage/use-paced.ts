import { useCallback, useEffect, useMemo, useRef } from 'react';

/** Inputs of which only the last one in a frame counts. */
export interface Paced<Input> {
  /** Has an input taken in the next frame, unless another one comes before. */
  readonly later: (input: Input) => void;
  /** Takes the one that waits, if any: whatever comes after it must find it done. */
  readonly now: () => void;
}

/**
 * Takes inputs once a frame. A mouse may move several times in one, and nobody sees but the last.
 *
 * @param take - must stay the same
 */
export function usePaced<Input>(take: (input: Input) => void): Paced<Input> {
  const waiting = useRef<{ readonly input: Input; readonly frame: number }>(undefined);
  const now = useCallback(() => {
    const { current } = waiting;
    if (!current) return;
    waiting.current = undefined;
    cancelAnimationFrame(current.frame);
    take(current.input);
  }, [take]);
  const later = useCallback(
    (input: Input) => {
      waiting.current = { input, frame: waiting.current?.frame ?? requestAnimationFrame(now) };
    },
    [now],
  );
  useEffect(() => () => cancelAnimationFrame(waiting.current?.frame ?? 0), []);
  return useMemo(() => ({ later, now }), [later, now]);
}
