import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { Services } from '../services.ts';
import type { Embedding } from './embedding.ts';

/** What an embedded page does beside what it does by itself. */
interface Embedded {
  /** Sets what the address asks for, before anything is shown. */
  takeAddress(services: Services): void;
  /** Lets the page around in. */
  serveHost(services: Services): void;
}

/**
 * Fetches what embedded pages need beside the rest.
 *
 * @throws ArmatureError `network`
 */
export async function loadEmbed(embedding: Embedding): Promise<Embedded> {
  try {
    const { takeAddress, serveHost } = await import('./serve.ts');
    return {
      takeAddress: (services) => takeAddress(embedding, services),
      serveHost: (services) => serveHost(embedding, services),
    };
  } catch (cause) {
    throw new ArmatureError(
      {
        code: 'network',
        message: words`The part of the page that speaks with the page around it could not be fetched.`,
        next: words`Check the connection, then reload the page.`,
      },
      { cause },
    );
  }
}
