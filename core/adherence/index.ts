export { FIT_TOLERANCE, matchPoses } from './pose-match.ts';
export type { Comparison, JointMatch, PersonMatch, PoseMatch } from './pose-match.ts';
export { torsoLength } from './torso.ts';
