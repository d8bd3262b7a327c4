export type { SharedReading, SharedSettings, SharedWork } from './work.ts';
export { withoutParts } from './parts.ts';
export type { LeavableParts } from './parts.ts';
export { isShareFragment } from './prefix.ts';
export { readShareFragment, shareFragment, USUAL_LINK_LENGTH } from './link.ts';
export { projectFrom, withProject } from './project.ts';
export type { ProjectReading } from './project.ts';
export { frameSnippet, moduleSnippet } from './snippets.ts';
export type { SnippetParts } from './snippets.ts';
