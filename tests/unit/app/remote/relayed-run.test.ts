/*
 * Runs of a visitor through the relay of the page: what it refuses itself, what the service refuses behind it, and what is
 * said of an account that is not the visitor's.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Relay } from '../../../../app/state/remote.ts';
import { type FailureCode } from '../../../../core/result/index.ts';
import type { Fault } from '../../../doubles/double.ts';
import { type Desk, nothingKept, openDesk, someRequest } from '../../../drivers/remote-desk.ts';
import { type RelayHost, startRelay } from '../../server/relay-host.ts';

const USED_UP = "Today's budget of this server for pictures is used up.";
let rich: RelayHost;
let hasty: RelayHost;
let poor: RelayHost;
beforeAll(async () => {
  [rich, hasty, poor] = await Promise.all([
    startRelay({ settings: { dollarsPerDay: 1000 } }),
    startRelay({ settings: { dollarsPerDay: 1000 }, patience: 300 }),
    startRelay({ settings: { dollarsPerDay: 0 } }),
  ]);
});
afterAll(() => Promise.all([rich.close(), hasty.close(), poor.close()]));
beforeEach(() => rich.segmind.fail());

function visit({ origin }: RelayHost) {
  const relay: Relay = {
    backends: { segmind: { address: `${origin}/relay/segmind`, dollars: 0.017 } },
    dollarsPerDay: 5,
    dollarsLeft: 5,
    renewsAt: 0,
  };
  const refreshRelay = vi.fn();
  const desk = openDesk({ kept: nothingKept(), relay, origin, refreshRelay });
  desk.remote.setState({ relay });
  desk.actions.setUp('segmind', { enabled: true });
  return { ...desk, refreshRelay };
}

const failureOf = ({ job }: Pick<Desk, 'job'>) => {
  const { job: state } = job.getState();
  return state.status === 'failed' ? state.failure : undefined;
};

const NOT_THE_VISITORS = /your account|your key|the key in the settings|add credit/i;

describe('a visitor of a site that pays', () => {
  it('reads the words of the relay where its budget is used up, and the page asks what is left', async () => {
    const desk = visit(poor);
    await desk.send('segmind');
    expect(failureOf(desk)).toMatchObject({ code: 'no-credit', message: USED_UP });
    expect(desk.remote.getState().openRuns).toEqual([]);
    expect(poor.segmind.creating()).toBe(0);
    expect(desk.refreshRelay).toHaveBeenCalledOnce();
  });

  it.each<readonly [Fault, FailureCode, RegExp]>([
    [401, 'bad-key', /^Segmind does not know this key/],
    [402, 'no-credit', /^Segmind has no credit left/],
    [403, 'bad-key', /^Segmind does not allow this/],
    ['reset', 'remote-failed', /^The connection to 127\.0\.0\.1 failed/],
    ['slow', 'remote-failed', /gave no whole answer within/],
    ['html', 'remote-failed', /^Segmind has a failure of its own/],
  ])('is not sent to an account that is not theirs after %s', async (fault, code, words) => {
    const host = fault === 'slow' ? hasty : rich;
    host.segmind.fail(fault);
    const desk = visit(host);
    await desk.send('segmind');
    const failure = failureOf(desk);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(words) as string });
    expect(`${failure?.message} ${failure?.next}`).not.toMatch(NOT_THE_VISITORS);
    expect(failure?.next).toMatch(/\.$/);
  });

  it('is told whose budget it is that a picture would pass', async () => {
    const desk = visit(rich);
    const { relay } = desk.remote.getState();
    desk.remote.setState({ relay: relay && { ...relay, dollarsLeft: 0 } });
    await desk.send('segmind', someRequest());
    expect(failureOf(desk)).toMatchObject({
      code: 'no-credit',
      next: expect.stringContaining('The budget of this site') as string,
    });
  });

  it('is not told of a bill when cancelling', async () => {
    rich.segmind.fail('slow');
    const desk = visit(rich);
    const sending = desk.send('segmind');
    await vi.waitFor(() => expect(desk.job.getState().job.status).toBe('remote'));
    desk.runner.cancel();
    await sending;
    expect(desk.job.getState().note).toBe('Cancelled here. Segmind may draw the picture all the same.');
    expect(desk.remote.getState().openRuns).toMatchObject([{ relayed: true }]);
  });
});
