import type { Failure, FailureCode } from '../../core/result/index.ts';

const FATAL: readonly FailureCode[] = [
  'worker-died',
  'adapter-lost',
  'out-of-memory',
  'protocol',
  // The runtime keeps its buffers for the next run, the broken ones too.
  'session-failed',
];

/** Is this a failure after which the worker cannot be used again, so that a fresh one is needed? */
export function isFatal({ code }: Failure): boolean {
  return FATAL.includes(code);
}
