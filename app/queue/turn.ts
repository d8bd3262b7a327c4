import { underLock } from '../../core/contract/index.ts';

/** The part of `navigator.locks` that is used. */
type Locks = Pick<LockManager, 'request'>;

/**
 * Waits until no other tab draws, and keeps the turn as long as this page is open.
 *
 * @param locks - of the browser, over all tabs; undefined where it has none. Where there is none, or it is refused, every tab
 *   draws, and the marks on the shelf keep two of them from drawing the same entry
 */
export function takeTurn(locks: Locks | undefined, onTurn: () => void): void {
  void underLock(
    locks && ((granted: (lock: Lock | null) => Promise<void>) => locks.request('armature.queue', granted)),
    () => {
      onTurn();
      return new Promise<never>(() => undefined);
    },
    onTurn,
  );
}
