export { ArmatureError, failureFrom } from './armature-error.ts';
export { assertNever, invariant } from './assert.ts';
export {
  type Failure,
  makeFailure,
  type FailureCode,
  type FailureDraft,
  messageOf,
  nextOf,
  readFailure,
} from './failure.ts';
