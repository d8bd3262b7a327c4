/*
 * Databases and files as an earlier version of the page left them. The functions run in Node and, sent there as text, in the
 * page, so each of them stands alone.
 */

/** A row as it is written down: `$blob`, `$bytes`, `$clamped` and `$undefined` stand for what JSON does not have. */
interface SavedRow {
  readonly key?: string;
  readonly value: unknown;
}

/** A store with what it held. */
interface SavedStore {
  readonly name: string;
  readonly keyPath?: string;
  /** Key paths by names. */
  readonly indexes?: Readonly<Record<string, string>>;
  readonly rows: readonly SavedRow[];
}

/** A database with what it held. */
export interface SavedDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly SavedStore[];
}

/** Texts as JSON, or bytes, by paths in the private file system. */
export type SavedFiles = Readonly<Record<string, object>>;

/** Fills databases. */
export async function fillDatabases(databases: readonly SavedDatabase[]): Promise<void> {
  const bytesOf = (text: unknown): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(String(text)), (letter) => letter.charCodeAt(0));
  const revived = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(revived);
    if (typeof value !== 'object' || value === null) return value;
    const { $blob, $bytes, $clamped, $undefined, ...rest } = value as Record<string, unknown>;
    if ($undefined !== undefined) return undefined;
    if ($blob !== undefined) return new Blob([bytesOf($blob)], { type: String(rest['type']) });
    if ($bytes !== undefined) return bytesOf($bytes);
    if ($clamped !== undefined) return new Uint8ClampedArray(bytesOf($clamped));
    return Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, revived(inner)]));
  };
  const create = (database: IDBDatabase, { name, keyPath, indexes = {} }: SavedStore): void => {
    const store = database.createObjectStore(name, keyPath === undefined ? {} : { keyPath });
    for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path);
  };
  for (const { name, version, stores } of databases) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = () => {
        for (const store of stores) create(request.result, store);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(`${name} does not open.`));
    });
    await new Promise<void>((resolve, reject) => {
      const writing = database.transaction(
        stores.map((store) => store.name),
        'readwrite',
      );
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(new Error(`${name} is not filled.`));
      for (const store of stores) {
        for (const { key, value } of store.rows) writing.objectStore(store.name).put(revived(value), key);
      }
    });
    database.close();
  }
}

/** Writes files; in the page alone. */
export async function fillFiles(files: SavedFiles): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop() ?? '';
    let folder = await navigator.storage.getDirectory();
    for (const inner of folders) folder = await folder.getDirectoryHandle(inner, { create: true });
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    const bytes = '$bytes' in content ? atob(String(content.$bytes)) : undefined;
    await writable.write(
      bytes === undefined
        ? JSON.stringify(content)
        : Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)),
    );
    await writable.close();
  }
}
