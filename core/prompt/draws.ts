import { philox4x32, philoxKey } from '../noise/index.ts';

/**
 * Whole numbers that a seed decides, from the generator of the pictures' noise.
 *
 * @param seed - integer from 0 to 2^53 - 1
 * @param stream - integer from 0; each has numbers of its own
 * @returns draws the next number from 0 up to, not including, `below`; 0 for a `below` of 0
 */
export function seededDraws(seed: number, stream: number): (below: number) => number {
  const key = philoxKey(seed);
  let drawn = 0;
  return (below) => {
    // The last word of the counter keeps these apart from the noise of pictures.
    const [word] = philox4x32([drawn, 0, stream, 1], key);
    drawn += 1;
    return Math.floor((word / 2 ** 32) * below);
  };
}
