/*
 * Tasks of a page's main thread by the browser's own trace.
 */
import type { Browser, Page } from 'playwright';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/** How long a task took, in ms, and for how much of that it had a core. */
export interface TracedTask {
  readonly took: number;
  readonly onCore: number;
}

const TASK = 'ThreadControllerImpl::RunTask';

/**
 * Traces a page while something is done with it, of which the page itself tells the marks `begin` and `end`.
 *
 * @returns the tasks of its main thread between them
 */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<readonly TracedTask[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await work();
  return tasksOf(await browser.stopTracing());
}

/** Reads a trace in the browser's JSON. The marks tell which thread is the page's. */
function tasksOf(trace: Uint8Array): readonly TracedTask[] {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const begin = traceEvents.find(({ name }) => name === 'begin');
  const end = traceEvents.find(({ name }) => name === 'end');
  if (!begin || !end) throw new Error('The page did not tell when it began and ended.');
  return traceEvents
    .filter(({ pid, tid, name, ph }) => pid === begin.pid && tid === begin.tid && name === TASK && ph === 'X')
    .filter(({ ts, dur = 0 }) => ts + dur >= begin.ts && ts <= end.ts)
    .map(({ dur = 0, tdur = dur }) => ({ took: dur / 1000, onCore: tdur / 1000 }));
}
