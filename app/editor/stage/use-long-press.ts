import { useEffect, useState } from 'react';

/** As long as the systems of phones take. */
const LONG_MS = 500;
/** A finger that moves on by more px means something else. */
const STILL_PX = 10;

/** A place of the page, as events have it. */
export interface Place {
  readonly clientX: number;
  readonly clientY: number;
}

/** What an element listens to that has a menu. */
export interface MenuListeners {
  onContextMenu(event: Place & { preventDefault(): void }): void;
  onTouchStart(event: Pick<React.TouchEvent, 'touches'>): void;
  onTouchMove(event: Pick<React.TouchEvent, 'touches'>): void;
  onTouchEnd(event: { preventDefault(): void }): void;
  onTouchCancel(): void;
}

interface MenuPressOptions {
  readonly show: (place: Place) => void;
  /** Is something under way that a menu must not put an end to? */
  readonly isBusy: () => boolean;
}

/** Tells when a menu is asked for: by a right click, or by one finger that rests, which not every system tells itself. */
export function useLongPress(options: MenuPressOptions): MenuListeners {
  const [press] = useState(createLongPress);
  useEffect(() => {
    press.tellTo(options);
  });
  useEffect(() => press.stop, [press]);
  return press.listeners;
}

/** Makes what `useLongPress` listens with. */
export function createLongPress() {
  let told: MenuPressOptions | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: React.Touch | undefined;
  /** Has a long press been told, whose finger has not been lifted? */
  let held = false;
  const stop = (): void => {
    clearTimeout(timer);
    held = false;
  };
  /** A finger may drag by less than what ends a long press. */
  const tell = (place: Place): boolean => {
    if (!told || told.isBusy()) return false;
    told.show(place);
    return true;
  };
  const listeners: MenuListeners = {
    onContextMenu(event) {
      event.preventDefault();
      // Some browsers tell a long press in this way as well.
      if (!held) tell(event);
    },
    onTouchStart({ touches }) {
      stop();
      const touch = touches.item(0);
      start = touch;
      if (touches.length > 1) return;
      timer = setTimeout(() => {
        held = tell(touch);
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
  return { listeners, stop, tellTo: (options: MenuPressOptions) => void (told = options) };
}
