import { describe, expect, it } from 'vitest';
import { framesOf } from '../../../tools/bench/frame-trace.ts';

function trace(events: readonly (readonly [name: string, ms: number, surface: number])[]): Uint8Array {
  const traceEvents = events.map(([name, ms, layerTreeId]) => ({
    name,
    ts: ms * 1000,
    args: { layerTreeId },
  }));
  return new TextEncoder().encode(
    JSON.stringify({ traceEvents: [{ name: 'Other', args: {} }, ...traceEvents] }),
  );
}

describe('frames of a trace', () => {
  it('are those that were drawn of the page’s surface, in order, and those that were dropped', () => {
    const { intervals, dropped } = framesOf(
      trace([
        ['DrawFrame', 100, 1],
        ['BeginFrame', 101, 1],
        ['DrawFrame', 150, 1],
        ['DrawFrame', 116, 1],
        ['DrawFrame', 120, 2],
        ['DroppedFrame', 133, 1],
        ['DroppedFrame', 133, 2],
      ]),
    );
    expect(intervals).toEqual([16, 34]);
    expect(dropped).toBe(1);
  });

  it('are none where nothing was drawn', () => {
    expect(framesOf(trace([]))).toEqual({ intervals: [], dropped: 0 });
  });
});
