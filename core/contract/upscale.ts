/*
 * The calls of the upscaler: the worker that enlarges finished pictures. It is a worker of its own, so that enlarging a
 * picture does not take the generator's session away.
 */
import type { RgbaImage } from '../image/index.ts';
import type { UpscalerEntry } from '../manifest/index.ts';
import type { BackendChoice, BackendReport } from './capabilities.ts';

/** Factors on a picture's sides that can be asked for. */
export const UPSCALE_FACTORS = [2, 4] as const;

/** A factor on a picture's sides. */
export type UpscaleFactor = (typeof UPSCALE_FACTORS)[number];

/** The longest side in px that a picture is enlarged to: larger ones are more than browsers and viewers take well. */
export const LONGEST_UPSCALED = 4096;

/** A picture to enlarge. */
export interface UpscaleRequest {
  /** Fetched from beside the page where it is built in, else taken from the store. */
  readonly upscaler: UpscalerEntry;
  /** Address that the entry's `base` is relative to, ending in a slash. */
  readonly page: string;
  readonly backend: BackendChoice;
  /** Transparent parts are seen as white. */
  readonly image: RgbaImage;
  readonly factor: UpscaleFactor;
}

/** How far it is: a share of the tiles of all passes, none of which are done while the network is being prepared. */
export interface UpscaleProgress {
  readonly done: number;
  readonly total: number;
}

/** An enlarged picture. */
export interface Upscaled {
  readonly image: RgbaImage;
  readonly backend: BackendReport;
}

/** Every call that the page can make on the upscaler. */
export interface UpscaleCalls {
  upscale: { input: UpscaleRequest; event: UpscaleProgress; output: Upscaled };
}
