/* What things of a pose are called, in the page's language. */
import { figureWords, type KeypointRef, keypointWords, type Person } from '../../core/pose/index.ts';
import { say } from './say.ts';

/** Names a keypoint. */
export function keypointLabel(ref: Pick<KeypointRef, 'part' | 'joint'>): string {
  return say(keypointWords(ref));
}

/** Names somebody, as lists do. */
export function figureName(person: Pick<Person, 'name' | 'animal'> | undefined, index: number): string {
  return say(figureWords(person, index));
}
