/** Asks the browser to keep what is stored when space runs short; false where it does not promise it. */
export async function keepStorage(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    // Pages without a secure context have no such thing.
    return false;
  }
}
