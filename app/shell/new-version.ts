/*
 * The service worker's life as the page sees it: registering it, hearing of a new version, and changing over to it.
 */
import type { NewVersionAnswer, StartNewVersion } from '../../core/contract/index.ts';
import type { ShellStore } from '../state/shell.ts';

/** What following the versions needs of the browser. */
export interface VersionHost {
  readonly container: ServiceWorkerContainer;
  /** Tells of the page being looked at again. */
  readonly document: Document;
  /** Would reloading neither break anything off nor lose a picture? */
  mayReload(): boolean;
  reload(): void;
}

/** How long the version that waits may take to answer, in ms: it may have been replaced by a newer one meanwhile. */
const PATIENCE_MS = 10_000;

/** How long after a look for a new version the next one may follow. */
const LOOK_EVERY_MS = 3_600_000;

/**
 * Follows the versions of the page. The store learns of a new one; the page is never reloaded without being asked for.
 *
 * @returns what changes over to the version that waits
 */
export function followVersions(
  registration: ServiceWorkerRegistration,
  shell: ShellStore,
  { container, document, mayReload, reload }: VersionHost,
): () => Promise<void> {
  let asked = false;
  const tell = (): void => {
    if (registration.waiting && registration.active) shell.setState({ notice: 'new-version' });
  };
  tell();
  /** Goes over to the new version, unless something was begun since it was asked for. */
  const join = (): void => {
    // Where the browser asks before the page is left, the person may stay.
    asked = false;
    shell.setState({ notice: 'replaced' });
    if (mayReload()) reload();
  };
  const followInstalling = (): void => registration.installing?.addEventListener('statechange', tell);
  followInstalling();
  registration.addEventListener('updatefound', followInstalling);
  container.addEventListener('controllerchange', () => {
    if (asked) join();
    else shell.setState({ notice: 'replaced' });
  });
  lookAgain(registration, document);

  return async () => {
    const { waiting } = registration;
    if (!waiting) {
      reload();
      return;
    }
    asked = true;
    shell.setState({ notice: 'restarting' });
    const answer = await ask(waiting);
    if (!answer?.started) {
      asked = false;
      shell.setState({ notice: answer ? 'other-tabs' : 'new-version' });
    } else if (!container.controller) {
      // A page that came past the service worker hears of no change.
      join();
    }
  };
}

/** Undefined where no answer comes. */
function ask(waiting: ServiceWorker): Promise<NewVersionAnswer | undefined> {
  const { port1, port2 } = new MessageChannel();
  const question: StartNewVersion = { type: 'start-new-version' };
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<NewVersionAnswer>) => resolve(data);
    waiting.postMessage(question, [port2]);
    setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
}

/** A page that stays open for days would never hear of a new version by itself. */
function lookAgain(registration: ServiceWorkerRegistration, document: Document): void {
  let lookedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = Date.now();
    // With no network there is no new version to hear of.
    registration.update().catch(() => undefined);
  });
}
