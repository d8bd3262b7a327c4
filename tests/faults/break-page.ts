/*
 * Faults in the page's own surroundings. The function is sent to the page as text, before the page's own code, so it stands
 * alone.
 */

/**
 * What is wrong with the page's surroundings.
 *
 * - `local-full`, `tab-full`: localStorage, sessionStorage have no room.
 * - `local-forbidden`, `tab-forbidden`: to name them throws, as in frames without rights.
 * - `database-forbidden`, `-silent`, `-damaged`, `-full`: IndexedDB throws, never answers, reports damage, ends what writes.
 * - `no-files`, `files-forbidden`, `files-full`: there is no private file system, or it refuses, as in private windows, or it
 *   has no room.
 * - `no-locks`, `locks-forbidden`: there are no Web Locks, or they are refused, as where site data are blocked.
 */
export type PageDeed =
  | 'local-full'
  | 'tab-full'
  | 'local-forbidden'
  | 'tab-forbidden'
  | 'database-forbidden'
  | 'database-silent'
  | 'database-damaged'
  | 'database-full'
  | 'no-files'
  | 'files-forbidden'
  | 'files-full'
  | 'no-locks'
  | 'locks-forbidden';

/** How the page is prepared. */
export interface PageBreaking {
  readonly channel: string;
  readonly deeds: readonly PageDeed[];
  /** Name of the binding that hears of faults. */
  readonly binding: string;
}

/** Runs in the page, and where it can be in workers, before their own code. */
export function breakPage({ channel, deeds, binding }: PageBreaking): void {
  const scope = globalThis as unknown as Record<string, (name: string) => void>;
  const told = new Set<string>();
  function struck(deed: string): void {
    if (told.has(deed)) return;
    told.add(deed);
    if (binding in scope) scope[binding]?.(deed);
    else new BroadcastChannel(channel).postMessage({ struck: deed });
  }
  if (typeof document !== 'undefined') {
    new BroadcastChannel(channel).onmessage = ({ data }: MessageEvent<{ struck?: string }>) => {
      if (data.struck !== undefined) scope[binding]?.(data.struck);
    };
  }
  const full = (): DOMException => new DOMException('There is no room.', 'QuotaExceededError');
  const forbidden = (): DOMException => new DOMException('This is forbidden here.', 'SecurityError');
  const fails = (deed: string, error: () => DOMException) => (): never => {
    struck(deed);
    throw error();
  };

  const writing = new Map<IDBTransaction, number>();

  function fillStorage(which: 'localStorage' | 'sessionStorage', deed: string): void {
    if (!('Storage' in globalThis)) return;
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (this !== globalThis[which]) {
        setItem.call(this, key, value);
        return;
      }
      struck(deed);
      throw full();
    };
  }

  function forbid(which: string, deed: string): void {
    if (!(which in globalThis)) return;
    Object.defineProperty(globalThis, which, { get: fails(deed, forbidden), configurable: true });
  }

  function breakDatabase(deed: string, name: string, afterMs: number | undefined): void {
    IDBFactory.prototype.open = () => {
      struck(deed);
      const request = Object.assign(new EventTarget(), {
        readyState: 'pending',
        error: new DOMException('Internal error opening backing store.', name),
        result: undefined,
        transaction: null,
        source: null,
      });
      if (afterMs !== undefined) setTimeout(() => request.dispatchEvent(new Event('error')), afterMs);
      // Libraries ask what it is.
      return Object.setPrototypeOf(request, IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
    };
  }

  /** Browsers take rows while there is room in memory, and end the transaction when it is to be written down. */
  function fillDatabase(name: 'put' | 'add'): void {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (value: unknown, key?: IDBValidKey) {
      const request = key === undefined ? write.call(this, value) : write.call(this, value, key);
      const { transaction } = this;
      writing.set(transaction, (writing.get(transaction) ?? 0) + 1);
      request.addEventListener('success', () => {
        writing.set(transaction, (writing.get(transaction) ?? 0) - 1);
        // What is asked for last is answered last: by then nothing more is written.
        this.count().addEventListener('success', () => {
          if (writing.get(transaction) !== 0) return;
          writing.delete(transaction);
          struck('database-full');
          Object.defineProperty(transaction, 'error', { get: full });
          transaction.abort();
        });
      });
      return request;
    };
  }

  function fillFiles(): void {
    const refuse = fails('files-full', full);
    // Workers alone have it.
    const { FileSystemSyncAccessHandle: handle } = globalThis as unknown as Record<
      'FileSystemSyncAccessHandle',
      { readonly prototype: { write: () => number } } | undefined
    >;
    if (handle) handle.prototype.write = refuse;
    const { createWritable } = FileSystemFileHandle.prototype;
    FileSystemFileHandle.prototype.createWritable = async function (options) {
      const file = await createWritable.call(this, options);
      const stream = new WritableStream({ write: refuse, abort: () => file.abort() });
      return stream as FileSystemWritableFileStream;
    };
  }

  const perform: Record<PageDeed, () => void> = {
    'local-full': () => fillStorage('localStorage', 'local-full'),
    'tab-full': () => fillStorage('sessionStorage', 'tab-full'),
    'local-forbidden': () => forbid('localStorage', 'local-forbidden'),
    'tab-forbidden': () => forbid('sessionStorage', 'tab-forbidden'),
    'database-forbidden': () => void (IDBFactory.prototype.open = fails('database-forbidden', forbidden)),
    'database-silent': () => breakDatabase('database-silent', 'AbortError', undefined),
    'database-damaged': () => breakDatabase('database-damaged', 'UnknownError', 20),
    'database-full': () => {
      fillDatabase('put');
      fillDatabase('add');
    },
    'files-full': fillFiles,
    'no-files': () => {
      Object.defineProperty(navigator.storage, 'getDirectory', {
        get: () => struck('no-files'),
        configurable: true,
      });
    },
    'files-forbidden': () => {
      StorageManager.prototype.getDirectory = () => {
        struck('files-forbidden');
        return Promise.reject(forbidden());
      };
    },
    'no-locks': () => {
      Object.defineProperty(navigator, 'locks', {
        get: () => struck('no-locks'),
        configurable: true,
      });
    },
    'locks-forbidden': () => {
      if (!('LockManager' in globalThis)) return;
      LockManager.prototype.request = () => {
        struck('locks-forbidden');
        return Promise.reject(forbidden());
      };
    },
  };
  for (const deed of deeds) perform[deed]();
}
