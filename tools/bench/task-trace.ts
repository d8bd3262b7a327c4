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
  readonly dur?: number;
  readonly args: { readonly name?: string };
}

/** Traces a page while something is done with it. Gives the time that each task of its main thread took, in ms. */
export async function traceTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await work();
  return tasksOf(await browser.stopTracing());
}

/** Reads the tasks of a trace in the browser's JSON: those of the renderer with the most of them. */
export function tasksOf(trace: Uint8Array): readonly number[] {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const byThread = threads.map(({ pid, tid }) =>
    traceEvents.flatMap((event) =>
      event.pid === pid &&
      event.tid === tid &&
      event.name === 'ThreadControllerImpl::RunTask' &&
      event.ph === 'X'
        ? [(event.dur ?? 0) / 1000]
        : [],
    ),
  );
  return byThread.reduce((most, tasks) => (tasks.length > most.length ? tasks : most), []);
}
