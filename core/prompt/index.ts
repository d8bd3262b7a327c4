export { chunkTokens } from './chunks.ts';
export type { ChunkOptions, TokenChunk, TokenPart } from './chunks.ts';
export { emphasize } from './emphasis.ts';
export { parsePrompt } from './parse.ts';
export type { BreakPart, PromptPart } from './parse.ts';
