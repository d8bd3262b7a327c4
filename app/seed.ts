/** Seeds that people can read and type: below 2^32, as the other tools draw them. */
export function randomSeed(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word;
}
