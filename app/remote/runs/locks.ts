/*
 * What one tab does at a time. Pages on plain http beyond this machine have no locks of the browser: their tabs know nothing
 * of each other, and what is locked is locked within the page.
 */

/** Does work on a run that no other tab works on. */
export type RunLock = <T>(id: string, work: () => Promise<T>) => Promise<T | 'elsewhere'>;

/** The part of `navigator.locks` that is used. */
type Locks = Pick<LockManager, 'request'>;

/** @param locks - of the browser, over all tabs; undefined where it has none */
export function createRunLock(locks: Locks | undefined): RunLock {
  const held = new Set<string>();
  return async (id, work) => {
    if (locks) {
      return locks.request(`armature.run.${id}`, { ifAvailable: true }, async (lock) =>
        lock ? work() : ('elsewhere' as const),
      );
    }
    if (held.has(id)) return 'elsewhere';
    held.add(id);
    return work().finally(() => held.delete(id));
  };
}

/**
 * Makes the turn of this tab at the budget.
 *
 * @param takeOver - brings what other tabs have spent
 */
export function createTurn(locks: Locks | undefined, takeOver: () => void): <T>(work: () => T) => Promise<T> {
  return async (work) => {
    const turn = () => {
      takeOver();
      return work();
    };
    return locks ? await locks.request('armature.budget', turn) : turn();
  };
}
