import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CheckedImage } from '../../core/contract/index.ts';
import { words } from '../../core/words/index.ts';

/** Which flagged pictures the person wanted to see, until the page is closed. */
export interface SafetyState {
  readonly images: Pick<WeakSet<CheckedImage>, 'has'>;
  /** Of the gallery. */
  readonly ids: ReadonlySet<string>;
}

/** The store of {@link SafetyState}. */
export interface SafetyStore extends StoreApi<SafetyState> {
  /** Shows a picture, or hides it again. */
  readonly reveal: (image: CheckedImage, shown: boolean) => void;
  /** The same for a picture of the gallery. */
  readonly revealKept: (id: string, shown: boolean) => void;
}

/** Makes the store: nothing is shown. */
export function createSafetyStore(): SafetyStore {
  const images = new WeakSet<CheckedImage>();
  const store = createStore<SafetyState>(() => ({ images, ids: new Set() }));
  return {
    ...store,
    reveal(image, shown) {
      if (shown) images.add(image);
      else images.delete(image);
      // The set is the same; whoever looks at it must look again.
      store.setState({ images });
    },
    revealKept(id, shown) {
      store.setState(({ ids }) => ({
        ids: shown ? new Set([...ids, id]) : new Set([...ids].filter((other) => other !== id)),
      }));
    },
  };
}

/** Is a picture blurred until the person asks for it, or for good? */
export function isHidden(image: CheckedImage, { images }: Pick<SafetyState, 'images'>): boolean {
  const { safety } = image;
  if (!safety || safety.verdict === 'clear') return false;
  return safety.withheld || (safety.verdict === 'flagged' && !images.has(image));
}

/** The verdict in a word or two, as a fact of the picture. */
export const VERDICT_WORDS = {
  clear: words`Passed`,
  flagged: words`Flagged`,
  unchecked: words`Not checked`,
} as const;
