import { type RefObject, useEffect, useState } from 'react';

/**
 * Tells whether Space is held over the stage or with the focus in it. The page does not scroll by it then, and joints
 * that have the focus are not pressed by it.
 */
export function useSpace(stage: RefObject<HTMLElement | null>): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.code !== 'Space' || !isMeant(event, stage.current)) return;
      event.preventDefault();
      setHeld(true);
    }
    function release(event: Event): void {
      if (!(event instanceof KeyboardEvent) || event.code === 'Space') setHeld(false);
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', release);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', release);
      window.removeEventListener('blur', release);
    };
  }, [stage]);
  return held;
}

function isMeant({ target }: KeyboardEvent, stage: HTMLElement | null): boolean {
  if (!stage || !(target instanceof Element)) return false;
  return stage.contains(target) || (target === document.body && stage.matches(':hover'));
}
