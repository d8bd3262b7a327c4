import { CANCELLED, type Failure, type FailureCode, type FailureDraft, makeFailure } from './failure.ts';

/** The one exception class: carries a {@link Failure} up the stack. */
export class ArmatureError extends Error {
  readonly failure: Failure;

  /** @param made - a failure as it is, or what one is made of */
  constructor(made: FailureDraft, options?: { cause?: unknown }) {
    const whole = makeFailure(made);
    super(whole.message, options);
    this.name = 'ArmatureError';
    this.failure = whole;
  }

  get code(): FailureCode {
    return this.failure.code;
  }
}

/**
 * Turns anything thrown into a {@link Failure}.
 *
 * @param thrown - whatever a `catch` received
 * @param fallback - the code for exceptions that are not ours; `internal` unless the caller knows better
 */
export function failureFrom(thrown: unknown, fallback: FailureCode = 'internal'): Failure {
  if (thrown instanceof ArmatureError) return thrown.failure;
  if (thrown instanceof Error && thrown.name === 'AbortError') return CANCELLED;
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { code: fallback, message: firstSentence(detail), detail };
}

function firstSentence(text: string): string {
  const line = text.split('\n', 1)[0] ?? text;
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
