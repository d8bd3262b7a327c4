import { ArmatureError } from './armature-error.ts';

/**
 * Ends a complete switch: an unhandled union member becomes a compile error and a run-time throw.
 *
 * @throws ArmatureError `internal`
 */
export function assertNever(value: never): never {
  throw new ArmatureError({ code: 'internal', message: `Unhandled case: ${JSON.stringify(value)}` });
}

/**
 * States what the code relies on.
 *
 * @throws ArmatureError `internal` when it does not hold
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new ArmatureError({ code: 'internal', message });
}
