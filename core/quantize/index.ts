export { NBITS_SCALE_TYPE, storedTensors } from './formats.ts';
export type { StoredRole, StoredTensor, WeightFormat } from './formats.ts';
export { formatFor, WEIGHT_POLICIES } from './policy.ts';
export type { Component, WeightKind, WeightPolicy, WeightTraits } from './policy.ts';
