import type { NewVersionAnswer } from '../../core/contract/index.ts';

/** What starting needs of the service worker's scope. */
export interface NewVersionHost {
  readonly clients: {
    matchAll(which: {
      readonly type: 'window';
      readonly includeUncontrolled: true;
    }): Promise<readonly { readonly id: string; readonly url: string }[]>;
  };
  readonly registration: { readonly scope: string };
  skipWaiting(): Promise<void>;
}

/**
 * Starts the version that waits, unless a page other than the asking one is open: that one was loaded with the old files,
 * still fetches some of them when they are needed, and may be at work.
 *
 * @param asking - id of the client
 */
export async function startNewVersion(host: NewVersionHost, asking: string): Promise<NewVersionAnswer> {
  const windows = await host.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const { scope } = host.registration;
  const others = windows.filter(({ id, url }) => id !== asking && url.startsWith(scope));
  if (others.length > 0) return { started: false };
  await host.skipWaiting();
  return { started: true };
}
