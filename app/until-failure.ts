/**
 * Makes something once for all who ask, and anew for those who ask after it has failed.
 */
export function untilFailure<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    if (!made) {
      made = make();
      made.catch(() => (made = undefined));
    }
    return made;
  };
}
