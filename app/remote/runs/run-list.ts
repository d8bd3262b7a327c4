/*
 * The open runs that the page lists, and the notes of them that are kept.
 */
import type { RemoteStore } from '../../state/remote.ts';
import { type KeptRun, openRunOf, type RunShelf } from './run-shelf.ts';

/** Lists a run as the newest. */
export function listRun(remote: RemoteStore, kept: KeptRun): void {
  remote.setState(({ openRuns }) => ({ openRuns: [openRunOf(kept), ...without(openRuns, kept.id)] }));
}

/** Takes a run off the list, and drops the note of it. */
export async function forgetRun(remote: RemoteStore, shelf: RunShelf, runId: string): Promise<void> {
  unlistRun(remote, runId);
  await dropNote(shelf, runId);
}

/** Takes a run off the list. */
export function unlistRun(remote: RemoteStore, runId: string): void {
  remote.setState(({ openRuns, unreadableRuns }) => ({
    openRuns: without(openRuns, runId),
    unreadableRuns: unreadableRuns.filter((id) => id !== runId),
  }));
}

/** Drops the note of a run. One that stays is listed after a reload, where it can be dropped again. */
export async function dropNote(shelf: RunShelf, runId: string): Promise<void> {
  await shelf.remove(runId).catch(() => undefined);
}

function without<Run extends { readonly id: string }>(runs: readonly Run[], runId: string): Run[] {
  return runs.filter(({ id }) => id !== runId);
}
