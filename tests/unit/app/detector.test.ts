import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WorkerPort } from '../../../app/engine/client.ts';
import { createDetector, IDLE_MS, type Look } from '../../../app/engine/detector.ts';
import type { DetectCalls, FromWorker, ToWorker } from '../../../core/contract/index.ts';
import { blankImage } from '../../../core/image/index.ts';

type Answer = FromWorker<DetectCalls>;
type Message = ToWorker<DetectCalls>;

/** A detector whose workers answer at once: loads of "broken" fail, whatever else is asked is done. */
function bench() {
  const calls: string[] = [];
  const spawn = vi.fn((): WorkerPort<DetectCalls> => {
    let tell: (event: { readonly data: Answer }) => void = () => undefined;
    return {
      addEventListener: (type: string, listener: never) => {
        if (type === 'message') tell = listener;
      },
      postMessage(message) {
        calls.push(nameOf(message));
        void Promise.resolve().then(() => tell({ data: answerTo(message) }));
      },
      terminate: () => undefined,
    };
  });
  return { calls, spawn, detector: createDetector(spawn) };
}

function nameOf(message: Message): string {
  return message.call === 'load' ? `load ${message.input.detector.id}` : message.call;
}

function answerTo({ id, ...message }: Message): Answer {
  if (message.call === 'load' && message.input.detector.id === 'broken')
    return { call: 'load', id, at: 'failed', failure: { code: 'bad-weights', message: 'Broken.' } };
  return { call: message.call, id, at: 'done', output: { people: [] } } as never;
}

function lookWith(id: string): Look {
  const load = { detector: { id }, page: 'http://page/', backend: 'auto' };
  return { load: load as Look['load'], request: { image: blankImage(1, 1) } };
}

describe('the detector', () => {
  afterEach(() => void vi.useRealTimers());

  it('is loaded once for all looks, and again when another one was used', async () => {
    const { calls, detector } = bench();
    for (const id of ['a', 'a', 'b', 'a']) await detector.look(lookWith(id));
    expect(calls).toEqual(['load a', 'detect', 'detect', 'load b', 'detect', 'load a', 'detect']);
  });

  it('gives its memory back once it had nothing to do for a while, and not before', async () => {
    vi.useFakeTimers();
    const { calls, spawn, detector } = bench();
    await detector.look(lookWith('a'));
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    await detector.look(lookWith('a'));
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(calls).toEqual(['load a', 'detect', 'detect']);
    await vi.advanceTimersByTimeAsync(1);
    await detector.look(lookWith('a'));
    expect(calls.slice(3)).toEqual(['load a', 'detect']);
    expect(spawn).toHaveBeenCalledTimes(2);
  });

  it('has nobody else between loading and looking', async () => {
    const { calls, detector } = bench();
    await Promise.all([detector.look(lookWith('a')), detector.look(lookWith('b'))]);
    expect(calls).toEqual(['load a', 'detect', 'load b', 'detect']);
  });

  it('is loaded anew by a fresh worker, and after a load that failed', async () => {
    const { calls, spawn, detector } = bench();
    await detector.look(lookWith('a'));
    detector.stop();
    await detector.look(lookWith('a'));
    expect(spawn).toHaveBeenCalledTimes(2);
    await expect(detector.look(lookWith('broken'))).rejects.toMatchObject({ code: 'bad-weights' });
    await detector.look(lookWith('a'));
    expect(calls).toEqual(['load a', 'detect', 'load a', 'detect', 'load broken', 'load a', 'detect']);
  });

  it('does not begin a look that is no longer wanted', async () => {
    const { calls, detector } = bench();
    await expect(detector.look({ ...lookWith('a'), signal: AbortSignal.abort() })).rejects.toThrow();
    expect(calls).toEqual([]);
  });
});
