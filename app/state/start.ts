import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RgbaImage } from '../../core/image/index.ts';

/** The picture that generation starts from. */
export interface StartState {
  /** Absent where it starts from noise alone. */
  readonly image: RgbaImage | undefined;
  /** White where it is painted anew; absent where that is everywhere. Of the size of the image. */
  readonly mask: RgbaImage | undefined;
  /** Share of the way from the picture to noise, 0 to 1. */
  readonly strength: number;
}

/** The start's store. */
export type StartStore = StoreApi<StartState>;

/** Makes the store. */
export function createStartStore(): StartStore {
  return createStore<StartState>(() => ({ image: undefined, mask: undefined, strength: 0.6 }));
}
