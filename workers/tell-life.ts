import type { AliveNote } from '../core/contract/index.ts';

/** What of a worker's global scope is needed. */
export interface LivingScope {
  readonly navigator: { readonly locks?: LockManager };
  readonly crypto: Pick<Crypto, 'randomUUID'>;
  postMessage(message: AliveNote): void;
}

/**
 * Takes a lock for the life of the worker, and tells the page its name. Pages without HTTPS have no locks, and where site data
 * are blocked they are refused: the page is told that this worker has none.
 */
export function tellLife(scope: LivingScope): void {
  const { locks } = scope.navigator;
  const tell = (lock: string | undefined): void => scope.postMessage({ at: 'alive', lock });
  if (!locks) {
    tell(undefined);
    return;
  }
  const lock = `armature.worker.${scope.crypto.randomUUID()}`;
  locks
    .request(lock, () => {
      tell(lock);
      return new Promise<never>(() => undefined);
    })
    .catch(() => tell(undefined));
}
