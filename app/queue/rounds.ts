/*
 * A round is what is drawn between two times at which nothing waits: what people wait for and want to hear the end of.
 */
import { isAhead, type QueueState, type QueueStore } from '../state/queue.ts';

/** How far a round is. */
export interface Round {
  /** Entries that had their turn. */
  readonly over: number;
  /** Of these, how many came to nothing. */
  readonly failed: number;
  readonly total: number;
}

/** Who hears of rounds. */
export type RoundListener = (round: Round, at: 'running' | 'paused' | 'over') => void;

/** Follows the queue; gives the way to hear of it. */
export function followRounds(queue: QueueStore): (listener: RoundListener) => void {
  const listeners = new Set<RoundListener>();
  /** Entries of this round, which starts with those that wait when it is followed first. */
  let members = new Set<string>();

  function hear({ entries, paused }: QueueState): void {
    const ahead = entries.filter(isAhead);
    if (ahead.length === 0 && members.size === 0) return;
    for (const { id } of ahead) members.add(id);
    // What was taken out is no longer waited for.
    const mine = entries.filter(({ id }) => members.has(id));
    const over = mine.filter((entry) => !isAhead(entry));
    const failed = over.filter(({ course }) => course.status !== 'done').length;
    const round = { over: over.length, failed, total: mine.length };
    const at = ahead.length === 0 ? 'over' : paused ? 'paused' : 'running';
    if (at === 'over') members = new Set();
    for (const listener of listeners) listener(round, at);
  }

  queue.subscribe((state, before) => {
    if (state.entries !== before.entries || state.paused !== before.paused) hear(state);
  });
  return (listener) => {
    listeners.add(listener);
    hear(queue.getState());
  };
}
