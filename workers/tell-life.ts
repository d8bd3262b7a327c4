import type { AliveNote } from '../core/contract/index.ts';

/** What of a worker's global scope is needed. */
export interface LivingScope {
  readonly navigator: { readonly locks?: LockManager };
  readonly crypto: Pick<Crypto, 'randomUUID'>;
  postMessage(message: AliveNote): void;
}

/** Takes a lock for the life of the worker, and tells the page its name. Pages without HTTPS have no locks. */
export function tellLife(scope: LivingScope): void {
  const { locks } = scope.navigator;
  if (!locks) return;
  const lock = `armature.worker.${scope.crypto.randomUUID()}`;
  void locks.request(lock, () => {
    scope.postMessage({ at: 'alive', lock });
    return new Promise<never>(() => undefined);
  });
}
