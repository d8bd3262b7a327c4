/*
 * Web Locks keep tabs and workers of a page apart. Where site data are blocked, browsers have them and refuse every one.
 */

/** Asks the browser for a lock, and does the work once it is granted; as `LockManager.request` does. */
type AskForLock<Grant, T> = (work: (grant: Grant) => Promise<T>) => Promise<T>;

/**
 * Does work under a lock.
 *
 * @param ask - undefined where the browser has no locks
 * @param without - what is done where it has none, or refuses this one; never once the work has begun
 */
export async function underLock<Grant, T>(
  ask: AskForLock<Grant, T> | undefined,
  work: (grant: Grant) => T | Promise<T>,
  without: () => T | Promise<T>,
): Promise<T> {
  if (!ask) return without();
  const course = { hasBegun: false };
  try {
    return await ask(async (grant) => {
      course.hasBegun = true;
      return work(grant);
    });
  } catch (error) {
    if (course.hasBegun || !isRefusal(error)) throw error;
    return without();
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'SecurityError';
}
