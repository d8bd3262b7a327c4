/** The part of `navigator.locks` that is used. */
type Locks = Pick<LockManager, 'request'>;

/**
 * Waits until no other tab draws, and keeps the turn as long as this page is open.
 *
 * @param locks - of the browser, over all tabs; undefined where it has none: then every tab draws, and the marks on the shelf
 *   keep two of them from drawing the same entry
 */
export function takeTurn(locks: Locks | undefined, onTurn: () => void): void {
  if (!locks) {
    onTurn();
    return;
  }
  void locks.request('armature.queue', () => {
    onTurn();
    return new Promise<never>(() => undefined);
  });
}
