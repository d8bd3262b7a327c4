/*
 * A clock that jumps while the page is at work. The function is sent to the page and to its workers as text, before their
 * own code, so it stands alone.
 */

/** How a clock is prepared. */
export interface ClockBreaking {
  readonly channel: string;
  /** Jumps that have been, in ms. */
  readonly jumps: readonly number[];
}

/** Jumps that a document was given before its clock was prepared, or is given after it, in ms. */
export interface JumpedScope {
  armatureClockJumps?: number[];
}

/** Runs in the page and in workers: `Date.now()`, `new Date()` and `Date()` tell the time after all jumps. */
export function breakClock({ channel: name, jumps: before }: ClockBreaking): void {
  const jumps = ((globalThis as JumpedScope).armatureClockJumps ??= []);
  jumps.push(...before);
  const channel = new BroadcastChannel(name);
  const True = Date;
  let told = false;
  channel.onmessage = ({ data }: MessageEvent<{ jumpMs?: number }>) => {
    if (data.jumpMs === undefined) return;
    jumps.push(data.jumpMs);
    told = false;
  };
  function now(): number {
    if (jumps.length > 0 && !told) {
      told = true;
      channel.postMessage({ struck: 'clock' });
    }
    return jumps.reduce((sum, ms) => sum + ms, True.now());
  }
  globalThis.Date = new Proxy(True, {
    apply: () => new True(now()).toString(),
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  });
  True.prototype.constructor = Date;
}
