export { ArmatureError, failureFrom } from './armature-error.ts';
export { assertNever, invariant } from './assert.ts';
export {
  CANCELLED,
  type Failure,
  makeFailure,
  type FailureCode,
  type FailureDraft,
  messageOf,
  nextOf,
  readFailure,
} from './failure.ts';
