/*
 * Failures are data: a code that programs branch on, a sentence that says what happened, and the next step
 * for the person. They cross the worker boundary and the process boundary unchanged.
 */
import { asEnglish, english, isWords, verbatim, type Words, words } from '../words/index.ts';

/**
 * What kind of thing went wrong. The page has words and a remedy for every code.
 *
 * - `bad-request`: a parameter is out of range or contradicts another.
 * - `bad-pose`: a pose document cannot be read.
 * - `bad-image`: a picture cannot be decoded or has the wrong size.
 * - `camera`: no camera, or none that this page may use.
 * - `bad-weights`: a safetensors file is malformed, or a tensor is missing or misshapen.
 * - `bad-config`: a model's config.json is missing a field or asks for something unsupported.
 * - `bad-tokenizer`: tokenizer files are missing or unusable.
 * - `file-missing`: a file that the model folder must have is not there.
 * - `unsupported-model`: a file is of a model family or a format that we do not run.
 * - `network`: bytes could not be fetched.
 * - `bad-key`: a service does not know the key, or what it may do.
 * - `no-credit`: the account at a service is empty, or a budget is used up.
 * - `rate-limited`: a service wants fewer requests.
 * - `remote-failed`: a service failed, or answered what cannot be understood.
 * - `storage-full`: the browser gives this page no room for a model.
 * - `storage`: the browser refused to keep or give back a file.
 * - `unsupported-backend`: the chosen backend cannot run here.
 * - `adapter-lost`: the GPU device went away.
 * - `out-of-memory`: an allocation failed.
 * - `session-failed`: the runtime refused to build or run a graph.
 * - `bad-output`: the picture came out as NaN or entirely black.
 * - `cancelled`: the person asked to stop.
 * - `worker-died`: the worker ended without an answer.
 * - `protocol`: page and worker are of different versions, or a message is malformed.
 * - `internal`: a bug in Armature.
 */
export type FailureCode =
  | 'bad-request'
  | 'bad-pose'
  | 'bad-image'
  | 'camera'
  | 'bad-weights'
  | 'bad-config'
  | 'bad-tokenizer'
  | 'file-missing'
  | 'unsupported-model'
  | 'network'
  | 'bad-key'
  | 'no-credit'
  | 'rate-limited'
  | 'remote-failed'
  | 'storage-full'
  | 'storage'
  | 'unsupported-backend'
  | 'adapter-lost'
  | 'out-of-memory'
  | 'session-failed'
  | 'bad-output'
  | 'cancelled'
  | 'worker-died'
  | 'protocol'
  | 'internal';

/** A failure as plain data, safe to post, store and print. */
export interface Failure {
  readonly code: FailureCode;
  /** What happened, in one English sentence, naming the file, field or value concerned. */
  readonly message: string;
  /** What the person can do next, in one English sentence. */
  readonly next?: string;
  /** Technical cause, for a report: an exception's text, a limit and what was found. */
  readonly detail?: string;
  /** The sentences as data, for a page in another language. */
  readonly words?: { readonly message?: Words; readonly next?: Words };
}

/** What a failure is made of: its sentences as data, or as English texts that cannot be translated. */
export interface FailureDraft extends Omit<Failure, 'message' | 'next'> {
  readonly message: Words | string;
  readonly next?: Words | string;
}

/* @__NO_SIDE_EFFECTS__ */
/** Makes a failure, with its sentences in English and as data. */
export function makeFailure(draft: FailureDraft): Failure {
  if (isWhole(draft)) return draft;
  const { message, next, words: known, ...rest } = draft;
  const said = {
    ...known,
    ...(typeof message === 'object' && { message }),
    ...(typeof next === 'object' && { next }),
  };
  return {
    ...rest,
    message: asEnglish(message),
    ...(next !== undefined && { next: asEnglish(next) }),
    ...(Object.keys(said).length > 0 && { words: said }),
  };
}

/** Somebody asked to stop. */
export const CANCELLED = makeFailure({ code: 'cancelled', message: words`The work was cancelled.` });

/**
 * Reads a failure that comes from elsewhere: undefined where it is none, or says nothing. Its code is one of ours or of a later build; sentences as
 * data that nobody could read are left out.
 */
export function readFailure(given: unknown): Failure | undefined {
  const fields = Object(given) as Partial<Record<keyof Failure, unknown>>;
  const { code, message, next, detail, words: said } = fields;
  if (typeof code !== 'string' || typeof message !== 'string' || message === '') return undefined;
  const data = Object(said) as { readonly message?: unknown; readonly next?: unknown };
  return {
    ...{ code: code as FailureCode, message },
    ...(typeof next === 'string' && { next }),
    ...(typeof detail === 'string' && { detail }),
    ...((isWords(data.message) || isWords(data.next)) && {
      words: {
        ...(isWords(data.message) && { message: data.message }),
        ...(isWords(data.next) && { next: data.next }),
      },
    }),
  };
}

/** What happened, as data. Sentences that came as text are left as they are. */
export function messageOf({ message, words: said }: Failure): Words {
  return sameSaid(said?.message, message) ?? verbatim(message);
}

/** What to do next, as data, where the failure says so. */
export function nextOf({ next, words: said }: Failure): Words | undefined {
  return next === undefined ? undefined : (sameSaid(said?.next, next) ?? verbatim(next));
}

function isWhole(draft: FailureDraft): draft is Failure {
  return typeof draft.message === 'string' && typeof draft.next !== 'object';
}

/** The data of a sentence, unless the text was changed without it. */
function sameSaid(said: Words | undefined, text: string): Words | undefined {
  return said && english(said) === text ? said : undefined;
}
