/**
 * The first message of a worker, before any call: the name of the Web Lock that it holds as long as it lives. Browsers tell a
 * page of errors in a worker, and not that one has ended; whoever is granted the lock knows.
 */
export interface AliveNote {
  readonly at: 'alive';
  /** Undefined where the browser has no locks, or refuses them. */
  readonly lock: string | undefined;
}

/** Is this a worker's first message? */
export function isAliveNote(data: unknown): data is AliveNote {
  if (typeof data !== 'object' || data === null) return false;
  if (!('at' in data) || data.at !== 'alive' || !('lock' in data)) return false;
  return data.lock === undefined || typeof data.lock === 'string';
}
