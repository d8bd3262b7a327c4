/*
 * What a target of fuzzing is: inputs, and a check that throws where something was wrong with what became of one.
 */
import fc from 'fast-check';
import { ArmatureError } from '../../core/result/index.ts';

/** What became of an input. */
export type Outcome = 'accepted' | 'refused';

/** Is told of every input, the ones of shrinking included. */
export interface Watch {
  start(): void;
  end(outcome: Outcome): void;
}

/** How a target is tried. */
export interface Trying {
  readonly seed: number;
  /** Inputs to try. */
  readonly runs: number;
  readonly watch?: Watch;
  /** No input is begun after so many minutes. */
  readonly minutes?: number;
}

/** How it went. */
export interface Verdict {
  /** Inputs that were tried. */
  readonly tried: number;
  /** What was wrong, with the smallest input that shows it. */
  readonly failure?: string;
}

/** Something that reads what comes from elsewhere. */
export interface FuzzTarget {
  readonly name: string;
  /** An input takes so many times as long as those of most targets, so that the short run tries fewer. */
  readonly cost: number;
  /** Tries inputs until one fails, which is then made as small as it can be. */
  run(trying: Trying): Promise<Verdict>;
  /** The input of that number, from 0, among those of a seed. */
  inputOf(seed: number, number: number): Promise<unknown>;
}

/** What a target is made of. */
export interface TargetParts<Input> {
  readonly name: string;
  /** 1 unless given. */
  readonly cost?: number;
  readonly inputs: fc.Arbitrary<Input>;
  /** Gives the input to what is tried, and throws where a promise of it was broken. */
  readonly check: (input: Input) => Outcome | Promise<Outcome>;
}

/** Makes a target. */
export function fuzzTarget<Input>({ name, cost = 1, inputs, check }: TargetParts<Input>): FuzzTarget {
  return {
    ...{ name, cost },
    async run({ seed, runs, watch, minutes }) {
      const property = fc.asyncProperty(inputs, async (input) => {
        watch?.start();
        const outcome = await check(input);
        watch?.end(outcome);
      });
      const limit = minutes === undefined ? {} : { interruptAfterTimeLimit: minutes * 60_000 };
      const details = await fc.check(property, { seed, numRuns: runs, ...limit });
      const failure = details.failed
        ? `${String(details.errorInstance)}\n${fc.defaultReportMessage(details)}`
        : undefined;
      return { tried: details.numRuns, ...(failure !== undefined && { failure }) };
    },
    inputOf(seed, number) {
      let found: unknown;
      let passed = 0;
      const property = fc.property(inputs, (input) => {
        if (passed++ === number) found = input;
      });
      fc.check(property, { seed, numRuns: number + 1 });
      return Promise.resolve(found);
    },
  };
}

/** What reading gave: a value, or a refusal in proper form. */
export type Attempt<T> = { readonly value: T } | { readonly refusal: ArmatureError };

/** No sentence for a person is longer. */
const MOST_WORDS = 1000;

/**
 * Reads something.
 *
 * @throws whatever is thrown that is no refusal: other errors, bugs of ours, refusals that nobody could read
 */
export async function attempt<T>(read: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!(error instanceof ArmatureError)) throw error;
    checkRefusal(error);
    return { refusal: error };
  }
}

function checkRefusal(error: ArmatureError): void {
  const { code, message, next = '' } = error.failure;
  ensure(code !== 'internal', `a bug of ours was found: ${message}`, error);
  ensure(message.length > 0, 'the refusal says nothing', error);
  ensure(
    message.length <= MOST_WORDS && next.length <= MOST_WORDS,
    `the refusal is ${message.length} characters long`,
    error,
  );
}

/**
 * States a promise.
 *
 * @throws Error where it is broken
 */
export function ensure(kept: boolean, broken: string, cause?: unknown): asserts kept {
  if (!kept) throw new Error(broken, { cause });
}

/**
 * Ensures that every number in plain data is finite.
 *
 * @param where - of the value, for the error
 */
export function ensureFinite(value: unknown, where = 'value'): void {
  if (typeof value === 'number') ensure(Number.isFinite(value), `${where} is ${value}`);
  else if (ArrayBuffer.isView(value)) return;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) ensureFinite(inner, `${where}.${key}`);
  }
}
