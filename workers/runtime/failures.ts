/*
 * What the runtime throws, as failures with a code. It throws plain errors whose text is all there is to go by.
 */
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

const OUT_OF_MEMORY =
  /out of memory|bad_alloc|failed to allocate|could not allocate|allocation failed|array buffer allocation|cannot enlarge memory|exceeds? .*max(?:imum)? (?:buffer )?size/i;

/** Names of the exceptions with which browsers refuse to read a blob whose file was changed or deleted. */
const UNREADABLE = /^Not(?:Readable|Found)Error/;

/** How the runtime says that its WebAssembly did not come, or that something else came in its place. */
const NOT_FETCHED =
  /no available backend found.*(?:fetch|network|http|magic word|incorrect response|compile)/is;

/** What the runtime was doing. */
export interface RuntimeTask {
  readonly doing: 'prepare' | 'run';
  /** Name of the graph. */
  readonly model: string;
}

/** The failure for something that the runtime threw. */
export function runtimeError(thrown: unknown, { doing, model }: RuntimeTask): ArmatureError {
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof RangeError || OUT_OF_MEMORY.test(detail)) {
    return new ArmatureError(
      {
        code: 'out-of-memory',
        message:
          doing === 'prepare'
            ? words`There was not enough memory to prepare ${model}.`
            : words`There was not enough memory to run ${model}.`,
        next: words`Choose a smaller picture, or close other pages and try again.`,
        detail,
      },
      { cause: thrown },
    );
  }
  if (thrown instanceof DOMException && UNREADABLE.test(thrown.name)) {
    return new ArmatureError(
      {
        code: 'storage',
        message: words`The stored weights of ${model} could not be read.`,
        next: words`Remove the model and add it again.`,
        detail,
      },
      { cause: thrown },
    );
  }
  if (NOT_FETCHED.test(detail)) {
    return new ArmatureError(
      {
        code: 'network',
        message: words`The inference runtime could not be fetched.`,
        next: words`Check the connection, then try again.`,
        detail,
      },
      { cause: thrown },
    );
  }
  return new ArmatureError(
    {
      code: 'session-failed',
      message:
        doing === 'prepare'
          ? words`The runtime could not prepare ${model}.`
          : words`The runtime could not run ${model}.`,
      next: words`Try the other backend.`,
      detail,
    },
    { cause: thrown },
  );
}

/** The failure after the GPU's device went away. */
export function deviceLostError(reason: string): ArmatureError {
  return new ArmatureError({
    code: 'adapter-lost',
    message: words`The graphics card stopped answering.`,
    next: words`Generate again; if it happens often, choose WASM as the backend.`,
    detail: reason,
  });
}
