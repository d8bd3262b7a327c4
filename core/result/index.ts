export { ArmatureError, failureFrom } from './armature-error.ts';
export { assertNever, invariant } from './assert.ts';
export type { Failure, FailureCode } from './failure.ts';
