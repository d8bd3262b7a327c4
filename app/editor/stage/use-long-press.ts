import { useEffect, useState } from 'react';

/** As long as the systems of phones take. */
const LONG_MS = 500;
/** A finger that moves on by more px means something else. */
const STILL_PX = 10;

/** One finger that rests on an element. */
export interface LongPress {
  /** Has one been told, whose finger has not been lifted? */
  isHeld(): boolean;
  /** What the element listens to. */
  readonly listeners: {
    onTouchStart(event: React.TouchEvent): void;
    onTouchMove(event: React.TouchEvent): void;
    onTouchEnd(event: React.TouchEvent): void;
    onTouchCancel(): void;
  };
}

/** Tells when one finger rests on an element. Not every system tells that itself. */
export function useLongPress(onLongPress: (touch: React.Touch) => void): LongPress {
  const [press] = useState(createLongPress);
  useEffect(() => {
    press.tellTo(onLongPress);
  });
  useEffect(() => press.stop, [press]);
  return press;
}

function createLongPress() {
  let tell: (touch: React.Touch) => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: React.Touch | undefined;
  let held = false;
  const stop = (): void => {
    clearTimeout(timer);
    held = false;
  };
  const listeners: LongPress['listeners'] = {
    onTouchStart({ touches }) {
      stop();
      const touch = touches.item(0);
      start = touch;
      if (touches.length > 1) return;
      timer = setTimeout(() => {
        held = true;
        tell(touch);
      }, LONG_MS);
    },
    onTouchMove({ touches }) {
      const touch = touches.item(0);
      if (start && Math.hypot(touch.clientX - start.clientX, touch.clientY - start.clientY) > STILL_PX) {
        clearTimeout(timer);
      }
    },
    onTouchEnd(event) {
      // Lifting the finger would end in a mouse press beside what was opened, which closes it.
      if (held) event.preventDefault();
      stop();
    },
    onTouchCancel: stop,
  };
  return {
    listeners,
    stop,
    isHeld: () => held,
    tellTo: (listener: (touch: React.Touch) => void) => void (tell = listener),
  };
}
