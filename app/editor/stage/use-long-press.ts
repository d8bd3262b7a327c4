import { useEffect, useMemo, useRef } from 'react';

/** As long as the systems of phones take. */
const LONG_MS = 500;
/** A finger that moves on by more px means something else. */
const STILL_PX = 10;

/** What an element listens to. */
export interface LongPressListeners {
  readonly onTouchStart: (event: React.TouchEvent) => void;
  readonly onTouchMove: (event: React.TouchEvent) => void;
  readonly onTouchEnd: () => void;
  readonly onTouchCancel: () => void;
}

/** Tells when one finger rests on an element. Not every system tells that itself. */
export function useLongPress(onLongPress: (touch: React.Touch) => void): LongPressListeners {
  const tell = useRef(onLongPress);
  useEffect(() => {
    tell.current = onLongPress;
  });
  const [listeners, stop] = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start: React.Touch | undefined;
    const end = (): void => clearTimeout(timer);
    const made: LongPressListeners = {
      onTouchStart({ touches }) {
        end();
        const touch = touches.item(0);
        start = touch;
        if (touches.length === 1) timer = setTimeout(() => tell.current(touch), LONG_MS);
      },
      onTouchMove({ touches }) {
        const touch = touches.item(0);
        if (!start) return;
        const [x, y] = [touch.clientX - start.clientX, touch.clientY - start.clientY];
        if (Math.hypot(x, y) > STILL_PX) end();
      },
      onTouchEnd: end,
      onTouchCancel: end,
    };
    return [made, end] as const;
  }, []);
  useEffect(() => stop, [stop]);
  return listeners;
}
