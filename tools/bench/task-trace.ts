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
}

const TASK = 'ThreadControllerImpl::RunTask';

/**
 * Traces a page while something is done with it, of which the page itself tells the marks `begin` and `end`.
 *
 * @returns the time that each task of its main thread between them took, in ms
 */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await work();
  return tasksOf(await browser.stopTracing());
}

/** Reads a trace in the browser's JSON. The marks tell which thread is the page's. */
function tasksOf(trace: Uint8Array): readonly number[] {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const begin = traceEvents.find(({ name }) => name === 'begin');
  const end = traceEvents.find(({ name }) => name === 'end');
  if (!begin || !end) throw new Error('The page did not tell when it began and ended.');
  return traceEvents
    .filter(({ pid, tid, name, ph }) => pid === begin.pid && tid === begin.tid && name === TASK && ph === 'X')
    .map(({ ts, dur = 0 }) => ({ from: ts, to: ts + dur }))
    .filter(({ from, to }) => to >= begin.ts && from <= end.ts)
    .map(({ from, to }) => (to - from) / 1000);
}
