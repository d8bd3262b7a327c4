/*
 * From the Generate button to a picture, here or elsewhere. The only writer of engine, and with the job runner of job.
 */
import { sentAway } from '../../core/remote/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import { type Failure, failureFrom, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { isBusy, type StoppedRun } from '../state/job.ts';
import { withPresent } from '../state/former-models.ts';
import { type FrozenPlace, modelsWith, type RemoteSetup } from '../state/local-setup.ts';
import { drawnWith } from '../state/models.ts';
import type { PagePicture } from '../state/picture.ts';
import { type Allowance, allowanceOf } from './generating/allowance.ts';
import { type AskingDependencies, requestFrom } from './generating/asking.ts';
import { createLocal, type LocalDependencies, whileWanted } from './generating/local.ts';
import type { JobRunner, Task } from './job-runner.ts';

/** Where a picture is drawn. */
export type Place =
  | { readonly at: 'here' }
  | { readonly at: 'remote'; readonly backendId: string }
  /** Nowhere yet: the person was asked. */
  | { readonly at: 'offered' };

/** Where else pictures can be drawn. */
export interface Elsewhere {
  /** Are pictures drawn elsewhere first? */
  comesFirst(): boolean;
  /** Resolves once it is known what was set up, which keys are kept and what this page's own server relays. */
  known(): Promise<void>;
  /**
   * Decides before anything is drawn.
   *
   * @param hindrance - why it had better not be drawn here, in a sentence
   * @param row - of many pictures, for which nobody is asked anything; absent where the person waits for this very picture
   * @throws ArmatureError `bad-request` where it is to be sent away and no back end takes it, or it costs more than the row may
   */
  placeFor(request: SeededRequest, hindrance: string | undefined, row?: Allowance): Place;
  /**
   * Sends a picture where it was to go when it was asked for.
   *
   * @throws ArmatureError `bad-request` where it costs more now than the row may
   */
  placeAt(backendId: string, request: SeededRequest, row: Allowance): Place;
  /** Decides after it could not be drawn here; undefined where it stays undrawn, and the person may have been asked. */
  placeAfter(request: SeededRequest, failure: Failure, row?: Allowance): string | undefined;
  /** Draws there and shows the pictures. What is set for the back end counts unless a setup is given. */
  draw(request: SeededRequest, backendId: string, task: Task, setup?: RemoteSetup): Promise<void>;
}

/** What generating needs. */
export interface GenerateDependencies extends LocalDependencies, AskingDependencies {
  readonly runner: JobRunner;
  readonly elsewhere: Elsewhere;
}

/** The actions of the Generate button. */
export interface GenerateActions {
  /**
   * Brings up the model that is set, with its addons, ahead of the first press, so that it then needs no network and no
   * wait. Does nothing while a picture is made, or where pictures are drawn elsewhere.
   */
  prepare(): Promise<void>;
  /**
   * Makes the pictures that are set.
   *
   * @param named - how who asks names the run, and what it may cost without a question
   * @returns undefined where something else is at work, it failed, was cancelled, or is offered elsewhere
   */
  generate(named?: {
    readonly trackId: string | null;
    readonly row: Allowance;
  }): Promise<PagePicture | undefined>;
  /** Goes on with the run that was stopped last. */
  resume(): Promise<void>;
  /** What the Generate button would ask for, with the seed that is set or, for a new one each time, a new one. */
  currentRequest(): SeededRequest;
  /**
   * Makes the pictures of a request, as one of a row. Undefined where something else is at work, it failed, or it was
   * cancelled.
   */
  draw(request: SeededRequest, row: Allowance): Promise<PagePicture | undefined>;
  /**
   * Makes the pictures of a request where, and with what, it was decided before, whatever is set now.
   *
   * @returns why there are none; undefined where there are
   */
  drawFrozen(request: SeededRequest, place: FrozenPlace): Promise<Failure | undefined>;
  /** Makes the pictures of a request on this device, whatever speaks against it. */
  drawHere(request: SeededRequest): Promise<void>;
  /** The first press asks the engine to stop; a second one, or no answer for a while, ends it. */
  cancel(): void;
  /** Ends the engine and brings it up again, with the backend that is set now. */
  reload(): void;
}

const HERE: Place = { at: 'here' };

/** Who asked for a run, and what is decided of it. */
interface RunOptions {
  readonly from?: StoppedRun;
  readonly place?: Place;
  readonly frozen?: FrozenPlace;
  /** Of which it is one picture. */
  readonly row?: Allowance | undefined;
}

const BUSY: Failure = makeFailure({
  code: 'bad-request',
  message: words`A picture is being made already.`,
  next: words`Wait for it, or cancel it first.`,
});

/** Makes the actions. */
export function createGenerateActions(dependencies: GenerateDependencies): GenerateActions {
  const { form, job, models, elsewhere, runner, wording } = dependencies;
  const local = createLocal(dependencies);

  /** Where it is drawn here if need be, what cannot be known of other places is in nobody's way. */
  const asFarAsKnown = (): Promise<void> => elsewhere.known().catch(() => undefined);

  async function placeFor(
    request: SeededRequest,
    row: Allowance | undefined,
    { signal }: Task,
  ): Promise<Place> {
    // Whether it can be drawn here is nobody's question where it is not to be drawn here.
    const hindrance = elsewhere.comesFirst() ? undefined : await local.hindrance();
    if (elsewhere.comesFirst()) await whileWanted(elsewhere.known(), signal);
    else if (hindrance !== undefined) await whileWanted(asFarAsKnown(), signal);
    return elsewhere.placeFor(request, hindrance, row);
  }

  async function placeOf(request: SeededRequest, options: RunOptions, task: Task): Promise<Place> {
    const { frozen, row = allowanceOf(0) } = options;
    if (frozen?.at === 'here') return HERE;
    if (!frozen) return options.place ?? placeFor(request, options.row, task);
    await whileWanted(elsewhere.known(), task.signal);
    return elsewhere.placeAt(frozen.backendId, request, row);
  }

  /** A request as another machine gets it; what was decided on before is sent as it is. */
  function awayOf(request: SeededRequest, frozen: FrozenPlace | undefined): SeededRequest {
    if (frozen?.at === 'remote' && frozen.setup) return request;
    const set = models.getState();
    return sentAway(request, drawnWith(frozen?.at === 'here' ? modelsWith(set, frozen.setup) : set));
  }

  async function run(
    ask: (task: Task) => SeededRequest | Promise<SeededRequest>,
    options: RunOptions = {},
  ): Promise<Failure | undefined> {
    const { from, row, frozen } = options;
    return runner.run(async (task) => {
      const request = await ask(task);
      job.setState({ stopped: from });
      const place = await placeOf(request, options, task);
      if (place.at === 'remote') {
        const setup = frozen?.at === 'remote' ? frozen.setup : undefined;
        return elsewhere.draw(awayOf(request, frozen), place.backendId, task, setup);
      }
      if (place.at === 'offered') return;
      try {
        await local.draw(request, task, { from, ...(frozen?.at === 'here' && { setup: frozen.setup }) });
      } catch (error) {
        const failure = failureFrom(error);
        if (failure.code !== 'cancelled') await whileWanted(asFarAsKnown(), task.signal);
        const next = elsewhere.placeAfter(request, failure, row);
        if (next === undefined) throw error;
        await elsewhere.draw(awayOf(request, frozen), next, task);
      }
    });
  }

  async function pictureOf(
    ask: (task: Task) => SeededRequest | Promise<SeededRequest>,
    row: Allowance | undefined,
  ): Promise<PagePicture | undefined> {
    if (isBusy(job.getState())) return undefined;
    await run(ask, { row });
    const { job: outcome, picture } = job.getState();
    return outcome.status === 'done' ? picture : undefined;
  }

  return {
    prepare: () => local.prepare(),
    generate: (named) =>
      pictureOf(async ({ signal }) => {
        await whileWanted(wording.ready(), signal);
        const request = requestFrom(dependencies);
        form.setState({ seed: request.seed });
        return named ? { ...request, trackId: named.trackId } : request;
      }, named?.row),
    async resume() {
      const { stopped } = job.getState();
      if (stopped) await run(() => stopped.request, { from: stopped, place: HERE });
    },
    currentRequest: () => requestFrom(dependencies),
    draw: (request, row) => pictureOf(() => request, row),
    async drawFrozen(request, frozen) {
      if (isBusy(job.getState())) return BUSY;
      const row = allowanceOf(frozen.at === 'remote' ? frozen.dollars : 0);
      if (frozen.at === 'remote') return run(() => request, { frozen, row });
      const order = withPresent(models.getState().manifest, { request, setup: frozen.setup });
      return run(() => order.request, { frozen: { ...frozen, setup: order.setup }, row });
    },
    async drawHere(request) {
      await run(() => request, { place: HERE });
    },
    cancel: () => runner.cancel(),
    reload() {
      if (isBusy(job.getState())) return;
      local.trustGpu();
      local.restart();
      void local.prepare();
    },
  };
}
