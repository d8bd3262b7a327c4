export { compose, maskFrom, strokeMask } from './mask.ts';
export type { MaskStroke } from './mask.ts';
export { findFlaw, pictureFrom, planesFrom } from './picture.ts';
export type { PictureFlaw } from './picture.ts';
export { hintFrom } from './hint.ts';
export { reduceByBox, resizeImage } from './resize.ts';
export { blankImage } from './rgba.ts';
export type { RgbaImage } from './rgba.ts';
