export { REQUEST_LIMITS } from './limits.ts';
export { pictureTexts } from './picture-texts.ts';
export { parseGenerateRequest } from './schema.ts';
export type { ControlInput, GenerateRequest } from './schema.ts';
