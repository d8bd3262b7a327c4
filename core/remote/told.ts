/*
 * What services tell, within bounds: JSON has numbers beyond all of them (1e999 is read as infinite).
 */
import * as v from 'valibot';

/** More pictures than any back end is asked for at once. */
const MOST_PICTURES = 16;
const LONGEST_SECONDS = 24 * 3600;

/** A number of something, or of US dollars. */
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
/** What is left of something, which may be less than nothing. */
export const balance = v.pipe(v.number(), v.finite());
/** An estimate of a time. */
export const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(LONGEST_SECONDS));
/** A seed that a request can have. */
export const toldSeed = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A service's own name of a run, which stands in addresses. */
export const runName = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,200}$/));
/** A text that can stand in addresses: half of a pair of surrogates cannot. */
export const addressText = v.pipe(v.string(), v.regex(/^\P{Surrogate}*$/u));

/** As many of an answer's pictures as somebody can have asked for: each is fetched and held. */
export function firstPictures<T>(pictures: readonly T[]): readonly T[] {
  return pictures.slice(0, MOST_PICTURES);
}
