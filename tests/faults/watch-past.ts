/*
 * Tells when the page meets what others left behind. The functions are sent to the page as text, before its own code, so each
 * of them stands alone.
 */

/** What is watched. */
interface Watching {
  /** Name of the binding that hears of it. */
  readonly binding: string;
}

type Bindings = Record<string, (name: string) => void>;

/** Runs in the page: tells when it reads a text just as others left it. */
export function watchReading({
  binding,
  name,
  texts,
}: Watching & { readonly name: string; readonly texts: Readonly<Record<string, string>> }): void {
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (key: string) {
    const found = getItem.call(this, key);
    if (found !== null && texts[key] === found) (globalThis as unknown as Bindings)[binding]?.(name);
    return found;
  };
}

/** Runs in the page: tells when a database does not open because it is of a later version. */
export function watchRefusals({
  binding,
  names,
}: Watching & { readonly names: Readonly<Record<string, string>> }): void {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (database: string, version?: number) {
    const request = version === undefined ? open.call(this, database) : open.call(this, database, version);
    const name = names[database];
    if (name !== undefined) {
      request.addEventListener('error', () => {
        if (request.error?.name === 'VersionError') (globalThis as unknown as Bindings)[binding]?.(name);
      });
    }
    return request;
  };
}
