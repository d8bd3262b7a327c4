import { words } from '../../core/words/index.ts';
import { roomCode } from '../desk-door.ts';
import type { Services } from '../services.ts';
import type { Embedding } from './embedding.ts';

const fetchEmbed = roomCode(
  () => import('./serve.ts'),
  words`The part of the page that speaks with the page around it could not be fetched.`,
  words`Check the connection, then reload the page.`,
);

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
  const { takeAddress, serveHost } = await fetchEmbed();
  return {
    takeAddress: (services) => takeAddress(embedding, services),
    serveHost: (services) => serveHost(embedding, services),
  };
}
