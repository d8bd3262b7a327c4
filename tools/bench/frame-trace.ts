/*
 * Frames by the browser's own trace: what its compositor drew, which a counter in the page does not know.
 */
import type { Browser, Page } from 'playwright';

/** Frames of a stretch of time. */
export interface FrameTrace {
  /** Between two frames that were drawn, in ms. */
  readonly intervals: readonly number[];
  /** Frames that came too late to be drawn with what was new. */
  readonly dropped: number;
}

interface TraceEvent {
  readonly name: string;
  /** µs */
  readonly ts: number;
  readonly args: { readonly layerTreeId?: number };
}

const CATEGORY = 'disabled-by-default-devtools.timeline.frame';

/** Traces the frames of a page while something is done with it. */
export async function traceFrames(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<FrameTrace> {
  await browser.startTracing(page, { categories: [CATEGORY] });
  await work();
  return framesOf(await browser.stopTracing());
}

/** Reads the frames of a trace in the browser's JSON; of the page's surface alone, which has the most of them. */
export function framesOf(trace: Uint8Array): FrameTrace {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const drawn = named(traceEvents, 'DrawFrame');
  const drawnOf = (surface: number | undefined): TraceEvent[] =>
    drawn.filter(({ args }) => args.layerTreeId === surface);
  const surfaces = [...new Set(drawn.map(({ args }) => args.layerTreeId))];
  const [surface] = surfaces.sort((a, b) => drawnOf(b).length - drawnOf(a).length);
  const times = drawnOf(surface)
    .map(({ ts }) => ts / 1000)
    .sort((a, b) => a - b);
  return {
    intervals: times.slice(1).map((time, i) => time - (times[i] ?? time)),
    dropped: named(traceEvents, 'DroppedFrame').filter(({ args }) => args.layerTreeId === surface).length,
  };
}

function named(events: readonly TraceEvent[], name: string): TraceEvent[] {
  return events.filter((event) => event.name === name);
}
