import { words } from '../../core/words/index.ts';
import { roomCode } from '../desk-door.ts';

/** Fetches the code that reads and writes files. The page does so once it is up; whoever is earlier than that waits. */
export const loadFileFormats = roomCode(
  () => import('./formats.ts'),
  words`The part of the page that reads and writes files could not be fetched.`,
  words`Check the connection, then reload the page. The pose is kept.`,
);
