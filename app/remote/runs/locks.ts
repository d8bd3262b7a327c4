/*
 * What one tab does at a time. Pages on plain http beyond this machine have no locks of the browser, and pages whose site data
 * are blocked are refused them: their tabs know nothing of each other, and what is locked is locked within the page.
 */
import { underLock } from '../../../core/contract/index.ts';

/** Does work on a run that no other tab works on. */
export type RunLock = <T>(id: string, work: () => Promise<T>) => Promise<T | 'elsewhere'>;

/** The part of `navigator.locks` that is used. */
type Locks = Pick<LockManager, 'request'>;

/** @param locks - of the browser, over all tabs; undefined where it has none */
export function createRunLock(locks: Locks | undefined): RunLock {
  const held = new Set<string>();
  return async <T>(id: string, work: () => Promise<T>) => {
    async function withinPage(): Promise<T | 'elsewhere'> {
      if (held.has(id)) return 'elsewhere';
      held.add(id);
      return work().finally(() => held.delete(id));
    }
    return underLock(
      locks &&
        ((granted: (lock: Lock | null) => Promise<T | 'elsewhere'>) =>
          locks.request(`armature.run.${id}`, { ifAvailable: true }, granted)),
      async (lock) => (lock ? work() : 'elsewhere'),
      withinPage,
    );
  };
}

/**
 * Makes the turn of this tab at the budget.
 *
 * @param takeOver - brings what other tabs have spent
 */
export function createTurn(locks: Locks | undefined, takeOver: () => void): <T>(work: () => T) => Promise<T> {
  return async <T>(work: () => T) => {
    const turn = (): T => {
      takeOver();
      return work();
    };
    return underLock(
      locks && ((granted: (lock: Lock | null) => Promise<T>) => locks.request('armature.budget', granted)),
      turn,
      turn,
    );
  };
}
