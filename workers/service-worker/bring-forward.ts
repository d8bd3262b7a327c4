/** What bringing forward needs of the service worker's scope. */
export interface BringingHost {
  readonly clients: {
    matchAll(which: {
      readonly type: 'window';
      readonly includeUncontrolled: true;
    }): Promise<readonly { readonly url: string; readonly frameType: string; focus(): Promise<unknown> }[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly registration: { readonly scope: string };
}

/** Shows the page to whoever pressed one of its notifications: the tab that is open, or a new one. */
export async function bringForward({ clients, registration: { scope } }: BringingHost): Promise<void> {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = windows.find(({ url, frameType }) => frameType === 'top-level' && url.startsWith(scope));
  await (page ? page.focus() : clients.openWindow(scope));
}
