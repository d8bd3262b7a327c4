import { createPoseReserve } from '../storage/pose-reserve.ts';
import { createPoseShelf } from '../storage/pose-shelf.ts';
import type { TextStorage } from '../storage/kept-texts.ts';
import { createPoseActions, type PoseActions, type PosesHost } from './poses.ts';

/** What the page gives. */
export interface PosesParts extends Omit<PosesHost, 'shelf' | 'reserve'> {
  /** For what the shelf does not take. */
  readonly texts: TextStorage;
}

/** Makes the actions with where poses are kept. */
export function assemblePoses({ texts, ...host }: PosesParts): PoseActions {
  return createPoseActions({ ...host, shelf: createPoseShelf(), reserve: createPoseReserve(texts) });
}
