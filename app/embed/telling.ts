/*
 * What the host hears of the page, whoever set it off: the host or the person.
 */
import type { EmbedEvent, EmbedEventName } from '../../core/embed/index.ts';
import { openPoseJsonFrom } from '../../core/pose/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import type { Services } from '../services.ts';
import { isBusy, type Job, type JobState } from '../state/job.ts';
import type { PagePicture } from '../state/picture.ts';
import { failureOf, type HostRun } from './deeds.ts';
import { parametersOf } from './parameters.ts';
import { trackOf } from './results.ts';

/** Tells the host of something. */
export type Tell = <Name extends EmbedEventName>(name: Name, event: EmbedEvent<Name>) => void;

/** What telling needs. */
export interface TellingParts {
  readonly stores: Services['stores'];
  readonly run: Readonly<HostRun>;
  readonly resultOf: (picture: PagePicture) => Promise<EmbedEvent<'result'>>;
}

/** A drag and a slider change much in little time. */
const PAUSE_MS = 100;

/** Tells a host of all that happens, until the function that it gives back is called. */
export function tellHost({ stores, run, resultOf }: TellingParts, tell: Tell): () => void {
  const pose = soon(() => tell('pose', openPoseJsonFrom(stores.figure.getState().pose)));
  const form = soon(() => tell('parameters', parametersOf(stores.form.getState())));
  const progress = (): void => {
    const { job } = stores.job.getState();
    if (isBusy({ job })) tell('progress', { ...trackOf(run), ...progressOf(job, stores) });
  };

  async function ended(state: JobState): Promise<void> {
    const track = trackOf(run);
    const { job, picture } = state;
    try {
      if (job.status === 'done' && picture) tell('result', await resultOf(picture));
      else tell('failure', { ...track, failure: failureOf(state) });
    } catch (error) {
      tell('failure', { ...track, failure: failureFrom(error) });
    }
  }

  const stops = [
    stores.figure.subscribe((now, before) => now.pose !== before.pose && pose.call()),
    stores.form.subscribe(form.call),
    stores.engine.subscribe(progress),
    stores.job.subscribe((now, before) => {
      if (now.job === before.job) return;
      progress();
      if (isBusy(before) && !isBusy(now)) void ended(now);
    }),
  ];
  return () => {
    for (const stop of [...stops, pose.stop, form.stop]) stop();
  };
}

function progressOf(
  job: Job,
  { engine }: Pick<Services['stores'], 'engine'>,
): Omit<EmbedEvent<'progress'>, 'trackId'> {
  switch (job.status) {
    case 'loading': {
      const state = engine.getState().engine;
      const loaded = state.status === 'loading' ? state.progress : undefined;
      return { stage: 'loading', ...(loaded && { share: loaded.bytes / Math.max(1, loaded.totalBytes) }) };
    }
    case 'running': {
      const { stage, progress, preview } = job;
      if (!progress) return { stage };
      const { step, steps, picture, pictures, remainingMs } = progress;
      const share = (picture + step / steps) / pictures;
      return { stage, share, step, steps, picture, pictures, remainingMs, ...(preview && { preview }) };
    }
    case 'remote': {
      const { words, share, preview } = job;
      return { stage: 'remote', words, ...(share !== undefined && { share }), ...(preview && { preview }) };
    }
    default:
      return { stage: job.status };
  }
}

/** Does something once a while after it was called, however often. */
function soon(work: () => void): { readonly call: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call() {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, PAUSE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
