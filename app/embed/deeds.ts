/*
 * What a host may have the page do, by the same actions as the page's own buttons.
 */
import {
  checkCall,
  EMBED_CALLS,
  type EmbedAnswer,
  type EmbedCallName,
  type EmbedEvent,
  type EmbedInput,
} from '../../core/embed/index.ts';
import { openPoseJsonFrom } from '../../core/pose/index.ts';
import { ArmatureError, CANCELLED, type Failure, failureFrom, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { allowanceOf } from '../actions/generating/allowance.ts';
import type { Services } from '../services.ts';
import { isBusy, type JobState } from '../state/job.ts';
import type { PagePicture } from '../state/picture.ts';
import { createLook } from './look.ts';
import { parametersOf, takeParameters } from './parameters.ts';
import { poseFrom } from './pose-from.ts';

/** The host's run that is at work. */
export interface HostRun {
  trackId: string | null;
}

/** What the deeds need. */
export interface DeedParts {
  readonly services: Services;
  /** Told which run of the host is at work, for the events of it. */
  readonly run: HostRun;
  readonly resultOf: (picture: PagePicture) => Promise<EmbedEvent<'result'>>;
}

type Deeds = { readonly [Name in EmbedCallName]: (input: EmbedInput<Name>) => unknown };

/** What a host may call that is not let in: it hears why. */
export function refusingMethods(failure: Failure): HostMethods {
  return methodsOf(() => () => Promise.resolve({ failure }));
}

/** What the host calls. Whatever goes wrong is an answer. */
export type HostMethods = Readonly<Record<EmbedCallName, (input?: unknown) => Promise<EmbedAnswer>>>;

/** Makes what the host may call. */
export function hostMethods(parts: DeedParts): HostMethods {
  const deeds = deedsOf(parts);
  return methodsOf((name) => (input) => answer(name, deeds, input));
}

function methodsOf(methodOf: (name: EmbedCallName) => HostMethods[EmbedCallName]): HostMethods {
  const methods = Object.fromEntries(EMBED_CALLS.map((name) => [name, methodOf(name)]));
  // Nothing but these names is found in it, whatever a message asks for.
  return Object.assign(Object.create(null) as object, methods) as HostMethods;
}

async function answer(name: EmbedCallName, deeds: Deeds, input: unknown): Promise<EmbedAnswer> {
  try {
    const deed = deeds[name] as (input: unknown) => unknown;
    return { value: await deed(checkCall(name, input)) };
  } catch (error) {
    return { failure: failureFrom(error) };
  }
}

function deedsOf(parts: DeedParts): Deeds {
  const { stores, actions } = parts.services;
  return {
    getPose: () => openPoseJsonFrom(stores.figure.getState().pose),
    setPose(text) {
      const { pose, notes } = poseFrom(text, stores.figure.getState().pose);
      actions.figure.replacePose(pose);
      return notes;
    },
    getParameters: () => parametersOf(stores.form.getState()),
    setParameters(parameters) {
      takeParameters(parameters, stores);
      return parametersOf(stores.form.getState());
    },
    generate: (wanted) => generate(wanted, parts),
    cancel: () => actions.generate.cancel(),
    detect: createLook({ detect: stores.detect, actions: actions.detect }),
    setTheme: (theme) => stores.settings.setState({ theme }),
    setPanels: (panels) => stores.embed.setState({ panels }),
  };
}

async function generate(
  { parameters, trackId }: EmbedInput<'generate'>,
  { services: { stores, actions }, run, resultOf }: DeedParts,
): Promise<EmbedEvent<'result'>> {
  if (isBusy(stores.job.getState())) throw new ArmatureError(BUSY);
  takeParameters(parameters, stores);
  run.trackId = trackId ?? null;
  try {
    // The page is busy from here on: nothing is waited for before.
    const picture = await actions.generate.generate({ trackId: run.trackId, row: allowanceOf(0) });
    if (!picture) throw new ArmatureError(failureOf(stores.job.getState()));
    return await resultOf(picture);
  } finally {
    run.trackId = null;
  }
}

/** Why there is no picture. */
export function failureOf({ job }: Pick<JobState, 'job'>): Failure {
  return job.status === 'failed' ? job.failure : CANCELLED;
}

const BUSY = makeFailure({
  code: 'bad-request',
  message: words`A picture is being made already.`,
  next: words`Wait for it, or cancel it first.`,
});
