import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type * as formats from './formats.ts';

/**
 * Fetches the code that reads and writes files. The page does so once it is up; whoever is earlier than that waits.
 *
 * @throws ArmatureError `network`
 */
export async function loadFileFormats(): Promise<typeof formats> {
  try {
    return await import('./formats.ts');
  } catch (cause) {
    throw new ArmatureError(
      {
        code: 'network',
        message: words`The part of the page that reads and writes files could not be fetched.`,
        next: words`Check the connection, then reload the page. The pose is kept.`,
      },
      { cause },
    );
  }
}
