export { formatA1111Parameters, IN_BATCH, parseA1111Parameters } from './a1111.ts';
export type { PictureSettings } from './a1111.ts';
export { decodePng } from './decode.ts';
export { encodePng, encodePngWith } from './encode.ts';
export type { PngPixels } from './pixels.ts';
export { readPngTexts } from './text.ts';
