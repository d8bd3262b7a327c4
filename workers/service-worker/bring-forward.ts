/** The part of the worker that is used. */
interface Scope {
  readonly clients: Pick<Clients, 'matchAll' | 'openWindow'>;
  readonly registration: Pick<ServiceWorkerRegistration, 'scope'>;
}

/** Shows the page to whoever pressed one of its notifications: the tab that is open, or a new one. */
export async function bringForward({ clients, registration }: Scope): Promise<void> {
  const [page] = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (page) await page.focus();
  else await clients.openWindow(registration.scope);
}
