/*
 * One piece of work at a time for the person: its start, its end, and the two ways to cancel it.
 */
import { ArmatureError, CANCELLED, type Failure, failureFrom } from '../../core/result/index.ts';
import type { PagePicture } from '../state/picture.ts';
import { isBusy, type JobStore } from '../state/job.ts';

/** What work gets. */
export interface Task {
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal;
  /** Sets what ends the work that does not obey: a second press, or no answer for a while. */
  onGiveUp(how: () => void): void;
}

/** Runs work, and tells the job's store of it. */
export interface JobRunner {
  /**
   * Does a piece of work, unless another is under way. What it throws is shown, and given back.
   *
   * @param work - shows its pictures itself
   */
  run(work: (task: Task) => Promise<void>): Promise<Failure | undefined>;
  /** The first press asks the work to stop; a second one, or no answer for a while, ends it. */
  cancel(): void;
}

/** How long a polite cancel may take: one step of a large model on a slow machine. */
const PATIENCE_MS = 8000;

/**
 * Makes the runner.
 *
 * @param answered - resolves once the press that began the work has been answered: work starts threads that may take every core
 */
export function createJobRunner(
  job: JobStore,
  answered: () => Promise<void> = () => Promise.resolve(),
): JobRunner {
  let stop: AbortController | undefined;
  let giveUp = (): void => undefined;
  let impatience: ReturnType<typeof setTimeout> | undefined;

  return {
    async run(work) {
      if (isBusy(job.getState())) return undefined;
      stop = new AbortController();
      const { signal } = stop;
      giveUp = () => undefined;
      job.setState({ job: { status: 'loading' }, note: '' });
      try {
        await answered();
        if (signal.aborted) throw new ArmatureError(CANCELLED);
        const onGiveUp = (how: () => void): void => void (giveUp = how);
        await work({ signal, onGiveUp });
        // Work that has nothing to show, such as an offer, leaves the job as it found it.
        if (isBusy(job.getState())) job.setState({ job: { status: 'idle' } });
        return undefined;
      } catch (error) {
        const failure = failureFrom(error);
        job.setState({
          job: failure.code === 'cancelled' ? { status: 'idle' } : { status: 'failed', failure },
        });
        return failure;
      } finally {
        clearTimeout(impatience);
        stop = undefined;
      }
    },
    cancel() {
      if (job.getState().job.status === 'stopping') {
        giveUp();
        return;
      }
      if (!isBusy(job.getState())) return;
      job.setState({ job: { status: 'stopping' } });
      stop?.abort();
      impatience = setTimeout(() => giveUp(), PATIENCE_MS);
    },
  };
}

/** Shows finished pictures, which ends the job. */
export function showPicture(job: JobStore, picture: PagePicture): void {
  job.setState({ job: { status: 'done' }, picture, shown: 0, stopped: undefined });
}
