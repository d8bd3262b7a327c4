export { REQUEST_LIMITS } from './limits.ts';
export { parseGenerateRequest } from './schema.ts';
export type { ControlInput, GenerateRequest } from './schema.ts';
