/** Seeds that people can read and type: below 2^32, as the other tools draw them. */
export function randomSeed(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word;
}

/** A name that nothing else has: 128 random bits in hexadecimal. Works on plain http as well, unlike `randomUUID`. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
