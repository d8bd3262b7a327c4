import { ArmatureError } from '../../core/result/index.ts';
import type * as serve from './serve.ts';

/**
 * Fetches what embedded pages need beside the rest.
 *
 * @throws ArmatureError `network`
 */
export async function loadEmbed(): Promise<typeof serve> {
  try {
    return await import('./serve.ts');
  } catch (cause) {
    throw new ArmatureError(
      {
        code: 'network',
        message: 'The part of the page that speaks with the page around it could not be fetched.',
        next: 'Check the connection, then reload the page.',
      },
      { cause },
    );
  }
}
