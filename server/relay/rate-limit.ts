/** Counts what each visitor takes. */
export interface RateLimit {
  /** Takes one; returns 0 if there was one, else the seconds until there is. */
  take(visitor: string): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Visitors remembered at once; of more, the longest silent are forgotten. */
const MOST_VISITORS = 10_000;

/**
 * Makes a limit by token buckets: a minute's worth may be taken at once, and what was taken grows back evenly.
 *
 * @param perMinute - tokens a minute for one visitor
 * @param now - milliseconds, from any start
 */
export function createRateLimit(perMinute: number, now: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  return {
    take(visitor) {
      const at = now();
      const old = buckets.get(visitor) ?? { tokens: perMinute, at };
      const tokens = Math.min(perMinute, old.tokens + Math.max(at - old.at, 0) * perMs);
      const taken = tokens >= 1;
      // Written anew, so that the map is in the order of last visits.
      buckets.delete(visitor);
      buckets.set(visitor, { tokens: taken ? tokens - 1 : tokens, at });
      forgetBeyond(buckets, MOST_VISITORS);
      return taken ? 0 : Math.ceil((1 - tokens) / perMs / 1000);
    },
  };
}

function forgetBeyond(buckets: Map<string, Bucket>, most: number): void {
  for (const visitor of buckets.keys()) {
    if (buckets.size <= most) return;
    buckets.delete(visitor);
  }
}
