import { useState } from 'react';

/** Where the focus was, to give it back. */
export interface FocusBack {
  /** Remembers who has the focus. */
  keep(): void;
  /** Gives it back unless something else has taken it. */
  giveBack(): void;
  /** Is it being given back right now? Nobody chose what gets it then. */
  isGiving(): boolean;
}

/**
 * Brings the focus back to where it was before a dialog or a menu. These do so themselves, but not to parts of a drawing,
 * such as the joints on the canvas: whoever opened one there by a key would be at the top of the page afterwards.
 */
export function useFocusBack(): FocusBack {
  return useState(createFocusBack)[0];
}

function createFocusBack(): FocusBack {
  let before: Element | null = null;
  let giving = false;
  return {
    keep() {
      before = document.activeElement;
    },
    giveBack() {
      const target = before;
      before = null;
      // The popup leaves the page with the next frame, and the focus with it.
      requestAnimationFrame(() => {
        const isLost = document.activeElement === document.body;
        if (!isLost || !(target instanceof SVGElement)) return;
        giving = true;
        target.focus({ preventScroll: true });
        giving = false;
      });
    },
    isGiving: () => giving,
  };
}
