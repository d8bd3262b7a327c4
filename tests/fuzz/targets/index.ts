/*
 * The table of everything that is fuzzed. A target of a new reader is a row in the list of its topic.
 */
import type { FuzzTarget } from '../target.ts';
import { EMBED_TARGETS } from './embed.ts';
import { MESSAGE_TARGETS } from './messages.ts';
import { POSE_TARGETS } from './pose.ts';
import { PROMPT_TARGETS } from './prompts.ts';
import { REMOTE_TARGETS } from './remote.ts';
import { REQUEST_TARGETS } from './request.ts';
import { SDK_TARGETS } from './sdk.ts';
import { SERVER_TARGETS } from './server.ts';
import { SHARE_TARGETS } from './share.ts';
import { STORED_TARGETS } from './stored.ts';
import { WEIGHT_TARGETS } from './weights.ts';

/** All targets. */
export const TARGETS: readonly FuzzTarget[] = [
  ...POSE_TARGETS,
  ...WEIGHT_TARGETS,
  ...REQUEST_TARGETS,
  ...MESSAGE_TARGETS,
  ...EMBED_TARGETS,
  ...SDK_TARGETS,
  ...PROMPT_TARGETS,
  ...REMOTE_TARGETS,
  ...SHARE_TARGETS,
  ...STORED_TARGETS,
  ...SERVER_TARGETS,
];
