/*
 * Puts remote work together with what the browser gives.
 */
import type { SeededRequest } from '../../core/request/index.ts';
import type { Elsewhere } from '../actions/generate.ts';
import { randomId } from '../seed.ts';
import type { JobRunner } from '../actions/job-runner.ts';
import type { JobStore } from '../state/job.ts';
import type { RemoteStore } from '../state/remote.ts';
import { choicesIn } from '../storage/remote-schema.ts';
import { recallRemote, remember, type TextStorage } from '../storage/remembered.ts';
import { decodePicture } from '../ui/read-picture.ts';
import type { RemoteActions } from './actions.ts';
import { createRemoteActions } from './create-actions.ts';
import { createDispatch } from './dispatch.ts';
import { createKeyShelf } from './key-shelf.ts';
import { createKeyTabs } from './key-tabs.ts';
import { createKeyVault, type TabStorage } from './key-vault.ts';
import { createRunLock, createTurn } from './locks.ts';
import { createPlacement } from './placement.ts';
import { askRelay } from './relay.ts';
import { createHearEnd } from './run-end.ts';
import { createRunShelf } from './run-shelf.ts';
import { sleep } from './sleep.ts';
import { createListen } from './socket.ts';
import { createSend } from './transport.ts';

/** What remote work needs of the page. */
export interface RemoteParts {
  readonly remote: RemoteStore;
  readonly job: JobStore;
  readonly runner: JobRunner;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** Where choices are remembered. */
  readonly memory: TextStorage;
  /** Where keys are held until the tab is closed. */
  readonly tab: TabStorage;
  readonly drawHere: (request: SeededRequest) => Promise<void>;
}

/** A server that relays answers at once. */
const RELAY_MS = 10_000;

/** Makes what generating and the views use. */
export function assembleRemote(parts: RemoteParts): { elsewhere: Elsewhere; actions: RemoteActions } {
  const { remote, job, runner, page, memory, tab, drawHere } = parts;
  const send = createSend((input, init) => fetch(input, init));
  // The types know only of pages that have it.
  const locks = navigator.locks as LockManager | undefined;
  const vault = createKeyVault(tab, createKeyShelf());
  const shared = { remote, vault, shelf: createRunShelf(), lock: createRunLock(locks), now: Date.now };
  const findRelay = () => askRelay(send, page, AbortSignal.timeout(RELAY_MS));
  const placement = createPlacement(remote, Date.now);
  const dispatch = createDispatch({
    ...{ ...shared, job, page },
    ports: {
      ...{ send, sleep, now: Date.now },
      listen: createListen((url) => new WebSocket(url)),
      hearEnd: createHearEnd((url) => new EventSource(url)),
    },
    decode: (file) => decodePicture(new Blob([Uint8Array.from(file)])),
    newId: randomId,
    inTurn: createTurn(locks, () => remote.setState(recallRemote(memory))),
    refreshRelay: () => void findRelay().then((relay) => relay && remote.setState({ relay })),
  });
  const actions = createRemoteActions({
    ...{ ...shared, send, runner, dispatch, placement, drawHere, findRelay, tabs: createKeyTabs() },
  });
  let restored: Promise<void> | undefined;
  async function known(): Promise<void> {
    await restored;
    const { relay } = remote.getState();
    // What is left of a budget that has been renewed since.
    if (relay && Date.now() >= relay.renewsAt) remote.setState({ relay: (await findRelay()) ?? relay });
  }
  return {
    elsewhere: { ...placement, known, draw: dispatch.draw },
    actions: { ...actions, restore: () => (restored = actions.restore()) },
  };
}

/** Remembers the choices, and takes over what another tab has chosen or spent. */
export function rememberRemote(remote: RemoteStore, memory: TextStorage): void {
  remote.subscribe((state, before) => {
    const [choices, earlier] = [choicesIn(state), choicesIn(before)];
    if (JSON.stringify(choices) !== JSON.stringify(earlier)) remember(memory, { remote: choices });
  });
  window.addEventListener('storage', ({ storageArea }) => {
    if (storageArea === memory) remote.setState(recallRemote(memory));
  });
}
