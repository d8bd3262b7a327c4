/*
 * What the safety checker is asked, and what it says of a picture.
 */
import type { RgbaImage } from '../image/index.ts';
import type { Failure } from '../result/index.ts';

/** What is to be done about pictures that may offend. */
export interface SafetyOrder {
  /** Id of the stored checker; absent where there is none, so that no picture can be checked. */
  readonly checker?: string;
  /**
   * Does nothing leave the worker but pictures that have passed? Others are then blurred there for good, and no previews
   * are made.
   */
  readonly withhold: boolean;
}

/**
 * What became of a picture's check. `withheld` says that the pixels are the blurred ones.
 *
 * - `clear`: it has passed.
 * - `flagged`: it may offend.
 * - `unchecked`: the checker could not run, and `why` says so.
 */
export type SafetyNote =
  | { readonly verdict: 'clear' }
  | { readonly verdict: 'flagged'; readonly withheld: boolean }
  | { readonly verdict: 'unchecked'; readonly withheld: boolean; readonly why: Failure };

/** A finished picture with what the checker said of it; without a note nobody asked. */
export interface CheckedImage extends RgbaImage {
  readonly safety?: SafetyNote;
}
