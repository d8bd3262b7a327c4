/*
 * The picture that generation starts from, and the mask that is painted on it.
 */
import { blankImage, type MaskStroke, type RgbaImage, strokeMask } from '../../core/image/index.ts';
import type { StartStore } from '../state/start.ts';

/** The actions of the start. */
export interface StartActions {
  /**
   * Starts from a picture file, cut to the proportions of the request around its middle.
   *
   * @throws ArmatureError `bad-image` when it is no picture
   */
  open(file: Blob, size: { readonly width: number; readonly height: number }): Promise<void>;
  use(image: RgbaImage): void;
  remove(): void;
  stroke(stroke: MaskStroke): void;
  /** Paints everywhere again. */
  clearMask(): void;
}

/** Reads a picture file into pixels of exactly that size, cut around its middle. */
export type ReadPicture = (file: Blob, width: number, height: number) => Promise<RgbaImage>;

/** Makes the actions. */
export function createStartActions(start: StartStore, readPicture: ReadPicture): StartActions {
  const startFrom = (image: RgbaImage): void => start.setState({ image, mask: undefined });
  return {
    async open(file, { width, height }) {
      startFrom(await readPicture(file, width, height));
    },
    use: startFrom,
    remove: () => start.setState({ image: undefined, mask: undefined }),
    stroke(stroke) {
      const { image, mask } = start.getState();
      if (!image) return;
      start.setState({ mask: strokeMask(mask ?? blankImage(image.width, image.height), stroke) });
    },
    clearMask: () => start.setState({ mask: undefined }),
  };
}
