import { ArmatureError, type FailureCode } from '../../core/result/index.ts';

/** Exit code for what the caller can put right in the command itself. */
const USAGE = 2;
const FAILED = 1;

const CALLERS_MISTAKES: readonly FailureCode[] = [
  'bad-request',
  'bad-pose',
  'bad-image',
  'bad-weights',
  'unsupported-model',
  'bad-config',
  'bad-tokenizer',
  'file-missing',
];

/** Ends the process with one line that says what happened and, where it is known, what to do. */
export function exitWith(error: unknown): never {
  const { line, code } = complaintOf(error);
  console.error(line);
  process.exit(code);
}

/** The line that a failed command ends with, and its exit code. */
export function complaintOf(error: unknown): { readonly line: string; readonly code: number } {
  const { line, code } = describe(error);
  return { line: line.replaceAll('\n', ' '), code };
}

function describe(error: unknown): { line: string; code: number } {
  if (!(error instanceof ArmatureError)) {
    return { line: `error: ${error instanceof Error ? error.message : String(error)}`, code: FAILED };
  }
  const { code, message, next } = error.failure;
  const line = next ? `error: ${message} ${next}` : `error: ${message}`;
  return { line, code: CALLERS_MISTAKES.includes(code) ? USAGE : FAILED };
}
