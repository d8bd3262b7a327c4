import type { Failure, FailureCode } from './api.ts';

/** What a call failed with: its message says what happened. */
export class ArmatureFailure extends Error {
  readonly code: FailureCode;
  /** What can be done about it, in a sentence. */
  readonly next: string | undefined;

  constructor({ code, message, next }: Failure) {
    super(message);
    this.name = 'ArmatureFailure';
    this.code = code;
    this.next = next;
  }
}
