/*
 * Puts what is done with keys, runs and services together with what the browser gives.
 */
import type { GalleryStore } from '../gallery/store.ts';
import { untilSafe } from '../gallery/until-kept.ts';
import { randomId } from '../seed.ts';
import type { JobStore } from '../state/job.ts';
import type { RemoteStore } from '../state/remote.ts';
import type { TextStorage } from '../storage/kept-texts.ts';
import { recallRemote } from '../storage/remembered.ts';
import { decodePicture } from '../ui/read-picture.ts';
import { askRelay } from './back-ends/relay.ts';
import { createFetchOnce, sendsStreams } from './calls/fetch-once.ts';
import { createHearEnd } from './calls/run-end.ts';
import { sleep } from './calls/sleep.ts';
import { createListen } from './calls/socket.ts';
import { createSend } from './calls/transport.ts';
import { createRemoteDesk, type RemoteDesk } from './desk.ts';
import { createKeyShelf } from './keys/key-shelf.ts';
import { createKeyTabs } from './keys/key-tabs.ts';
import { createKeyVault, type TabStorage } from './keys/key-vault.ts';
import { createDispatch } from './runs/dispatch.ts';
import { createRunLock, createTurn } from './runs/locks.ts';
import { createRunNotes } from './runs/run-notes.ts';
import { createRunShelf } from './runs/run-shelf.ts';

/** What the desk needs of the page. */
export interface DeskParts {
  readonly remote: RemoteStore;
  readonly job: JobStore;
  readonly gallery: GalleryStore;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** What is remembered. */
  readonly texts: TextStorage;
  /** What lasts as long as the tab. */
  readonly tab: TabStorage;
}

/** A server that relays answers at once. */
const RELAY_MS = 10_000;

/** Makes the desk. */
export function assembleDesk({ remote, job, gallery, page, texts, tab }: DeskParts): RemoteDesk {
  const fetcher: typeof fetch = (input, init) => fetch(input, init);
  const send = createSend(fetcher, createFetchOnce(fetcher, sendsStreams()));
  // The types know only of pages that have it.
  const locks = navigator.locks as LockManager | undefined;
  const vault = createKeyVault(tab, createKeyShelf());
  const shelf = createRunNotes(createRunShelf());
  const shared = { remote, vault, shelf, lock: createRunLock(locks), now: Date.now };
  const findRelay = () => askRelay(send, page, AbortSignal.timeout(RELAY_MS));
  const dispatch = createDispatch({
    ...{ ...shared, job, page },
    ports: {
      ...{ send, sleep, now: Date.now },
      listen: createListen((url) => new WebSocket(url)),
      hearEnd: createHearEnd((url) => new EventSource(url)),
    },
    decode: (file) => decodePicture(new Blob([Uint8Array.from(file)])),
    safe: (picture) => untilSafe(gallery, picture),
    newId: randomId,
    inTurn: createTurn(locks, () => remote.setState(recallRemote(texts))),
    refreshRelay: () => void findRelay().then((relay) => relay && remote.setState({ relay })),
  });
  return createRemoteDesk({ ...shared, send, dispatch, findRelay, tabs: createKeyTabs() });
}
