import { describe, expect, it, vi } from 'vitest';
import { createJobRunner } from '../../../app/actions/job-runner.ts';
import { createJobStore } from '../../../app/state/job.ts';

/** A press that is answered when the test says so. */
function press(): { readonly answered: () => Promise<void>; readonly answer: () => void } {
  let answer = (): void => undefined;
  const promise = new Promise<void>((resolve) => void (answer = resolve));
  return { answered: () => promise, answer };
}

describe('work that was asked for by a press', () => {
  it('begins once the press is answered', async () => {
    const job = createJobStore();
    const { answered, answer } = press();
    const work = vi.fn(() => Promise.resolve());
    const running = createJobRunner(job, answered).run(work);
    expect(job.getState().job.status).toBe('loading');
    expect(work).not.toHaveBeenCalled();
    answer();
    expect(await running).toBeUndefined();
    expect(work).toHaveBeenCalledOnce();
  });

  it('does not begin where it is cancelled before', async () => {
    const job = createJobStore();
    const { answered, answer } = press();
    const work = vi.fn(() => Promise.resolve());
    const runner = createJobRunner(job, answered);
    const running = runner.run(work);
    runner.cancel();
    answer();
    expect(await running).toMatchObject({ code: 'cancelled' });
    expect(work).not.toHaveBeenCalled();
    expect(job.getState().job.status).toBe('idle');
  });
});
