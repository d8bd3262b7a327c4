/*
 * How well pictures keep to their pose: a look of the detector at one, and the search for a seed whose picture does.
 */
import { matchPoses } from '../../core/adherence/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import { REQUEST_LIMITS, type SeededRequest } from '../../core/request/index.ts';
import { ArmatureError, failureFrom, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { GenerateActions } from '../actions/generate.ts';
import { type Allowance, allowanceOf } from '../actions/generating/allowance.ts';
import type { Detector } from '../engine/detector.ts';
import { isFatal } from '../engine/fatal.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import type { ModelsStore } from '../state/models.ts';
import { modelNameOf, type PagePicture } from '../state/picture.ts';
import type { SettingsStore } from '../state/settings.ts';
import { askedPeople } from './asked-people.ts';
import { detectorFor } from './detector-choice.ts';
import {
  type AdherenceStore,
  type Attempt,
  bestAttempt,
  isSearching,
  type Measured,
  type Search,
} from './store.ts';

/** What looking at pictures needs. */
export interface AdherenceDependencies {
  readonly detector: Detector;
  readonly generate: Pick<GenerateActions, 'currentRequest' | 'draw' | 'cancel'>;
  readonly adherence: AdherenceStore;
  readonly job: JobStore;
  readonly models: ModelsStore;
  readonly settings: SettingsStore;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
}

/** What a search is for. */
export interface SearchGoal {
  /** Share of the joints that has to fit, from 0 to 1. */
  readonly goal: number;
  /** Pictures at the most. */
  readonly tries: number;
  /** US dollars that may be paid for all of them; nothing unless given. */
  readonly dollars?: number;
}

/** Actions of the pose match. */
export interface AdherenceActions {
  /** Looks at the picture that is shown large. What goes wrong is told in the store. */
  check(): Promise<void>;
  /**
   * Makes pictures from one seed to the next until one keeps to its pose, and shows the best. Stops at a failure and when it
   * is cancelled; what was made until then stays.
   */
  search(goal: SearchGoal): Promise<void>;
  /** Ends the search. */
  stop(): void;
  /** Shows the picture of an attempt large. */
  show(attempt: Attempt): void;
}

/** Makes the actions. */
export function createAdherenceActions(dependencies: AdherenceDependencies): AdherenceActions {
  const { adherence, job, generate } = dependencies;
  let stopping: AbortController | undefined;

  const show = ({ picture }: Attempt): void => job.setState({ picture, shown: 0, job: { status: 'done' } });

  /** Looks, and keeps what was seen; tells of failures in the store. */
  async function measure(
    picture: PagePicture,
    image: RgbaImage,
    signal?: AbortSignal,
  ): Promise<Measured | undefined> {
    const known = adherence.getState().measured.get(image);
    if (known) return known;
    adherence.setState({ looking: image, failure: undefined });
    try {
      const seen = await look(dependencies, { picture, image, signal });
      adherence.setState(({ measured }) => ({ measured: new Map([...measured, [image, seen]]) }));
      return seen;
    } catch (error) {
      const failure = failureFrom(error);
      if (isFatal(failure)) dependencies.detector.stop();
      if (failure.code !== 'cancelled') adherence.setState({ failure });
      return undefined;
    } finally {
      adherence.setState({ looking: undefined });
    }
  }

  /** What to search with; where it cannot be asked for, the store tells why. */
  function currentRequest(): SeededRequest | undefined {
    try {
      return generate.currentRequest();
    } catch (error) {
      adherence.setState({ failure: failureFrom(error) });
      return undefined;
    }
  }

  const tell = (change: Partial<Search>): void =>
    adherence.setState(({ search }) => ({ search: search && { ...search, ...change } }));

  /** Makes and looks at one picture; undefined where the search ends with it, for a reason that is told. */
  async function attempt(
    request: SeededRequest,
    row: Allowance,
    signal: AbortSignal,
  ): Promise<Attempt | undefined> {
    tell({ status: 'drawing' });
    const picture = await generate.draw(request, row);
    if (!picture || signal.aborted) {
      tell({ status: job.getState().job.status === 'failed' ? 'failed' : 'stopped' });
      return undefined;
    }
    tell({ status: 'looking' });
    const seen = await measure(picture, picture.images[0], signal);
    if (!seen) {
      tell({ status: adherence.getState().failure ? 'failed' : 'stopped' });
      return undefined;
    }
    return { seed: request.seed, picture, share: seen.match.share };
  }
  return {
    show,
    async check() {
      const { picture, shown } = job.getState();
      const image = picture?.images[shown];
      if (picture && image && !adherence.getState().looking) await measure(picture, image);
    },
    async search({ goal, tries, dollars = 0 }) {
      if (isBusy(job.getState()) || isSearching(adherence.getState())) return;
      const request = currentRequest();
      if (!request) return;
      // Nobody pays for a picture in which nothing can be measured.
      if (!isMeasurable(request)) {
        adherence.setState({ failure: NO_POSE_NEXT });
        return;
      }
      stopping = new AbortController();
      const { signal } = stopping;
      const row = allowanceOf(dollars);
      adherence.setState({ search: { status: 'drawing', goal, tries, attempts: [] }, failure: undefined });
      for (let i = 0; i < tries; i++) {
        const seed = (request.seed + i) % (REQUEST_LIMITS.seed.max + 1);
        const made = await attempt({ ...request, seed, samples: 1 }, row, signal);
        if (!made) break;
        const attempts = [...(adherence.getState().search?.attempts ?? []), made];
        const ends = made.share >= goal ? 'fits' : attempts.length === tries ? 'spent' : 'drawing';
        tell({ attempts, status: ends });
        if (ends !== 'drawing') break;
      }
      const { search } = adherence.getState();
      const best = search && bestAttempt(search);
      if (best && search.status !== 'failed') show(best);
    },
    stop() {
      stopping?.abort();
      if (isBusy(job.getState())) generate.cancel();
    },
  };
}

interface Look {
  readonly picture: PagePicture;
  readonly image: RgbaImage;
  readonly signal: AbortSignal | undefined;
}

/** @throws ArmatureError `bad-request` where there is nothing to look for or with, and what the detector throws */
async function look(
  { detector, models, settings, page }: AdherenceDependencies,
  { picture, image, signal }: Look,
): Promise<Measured> {
  const asked = askedPeople(picture.request, image);
  const entry = detectorFor(models.getState(), modelNameOf(picture));
  if (!asked || !entry) throw nothingToDo(asked === undefined);
  // A small network is done on the CPU before a GPU is ready.
  const backend = entry.builtIn ? 'wasm' : settings.getState().backend;
  const load = { detector: entry, page, backend } as const;
  const { people: found } = await detector.look({ load, request: { image }, signal });
  const match = matchPoses({ asked, found, canvas: image });
  if (!match) throw nothingToDo(true);
  return { match, asked, found, detector: entry.label, rough: entry.builtIn };
}

/** Does a request ask for a pose with a joint on its picture? */
function isMeasurable(request: SeededRequest): boolean {
  const asked = askedPeople(request, request);
  return asked !== undefined && matchPoses({ asked, found: [], canvas: request }) !== undefined;
}

const NO_POSE_NEXT = makeFailure({
  code: 'bad-request',
  message: words`The next picture asks for nobody's pose, so no seed can fit.`,
  next: words`Let a skeleton steer it, with a person on the canvas who is not hidden.`,
});

function nothingToDo(noPose: boolean): ArmatureError {
  return new ArmatureError(
    noPose
      ? makeFailure({
          code: 'bad-request',
          message: words`No joint of the pose lies on the picture.`,
          next: words`Move a person onto the canvas and make the picture again.`,
        })
      : makeFailure({
          code: 'bad-request',
          message: words`This page has no detector.`,
          next: words`Add one to models-manifest.json.`,
        }),
  );
}
