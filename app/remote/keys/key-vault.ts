/*
 * The keys of services: in memory while the page is open, in sessionStorage for a reload of the tab, and encrypted on this
 * device where the person wants that. Nothing else of the page keeps them.
 */
import { ArmatureError, failureFrom } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import type { KeyState } from '../../state/remote.ts';
import type { KeyShelf } from './key-shelf.ts';
import { type Sealed, sealForDevice, sealWithPassphrase, unseal } from './seal.ts';

/** The part of sessionStorage that is used. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** How long a key is kept, and how. */
export type KeyKeeping =
  | { readonly kind: 'tab' }
  | { readonly kind: 'device' }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

type OnShelf = Exclude<KeyKeeping, { readonly kind: 'tab' }>;

/** Holds keys, by the name of the service that they are for. */
export interface KeyVault {
  /**
   * Finds what was kept. Where the browser gives no storage, nothing was.
   *
   * @throws where what may be kept on the device cannot be looked for; those of the tab are found all the same
   */
  restore(): Promise<void>;
  keyOf(service: string): string | undefined;
  stateOf(service: string): KeyState;
  /**
   * Takes a key in, in the place of an earlier one. It holds for the tab in any case.
   *
   * @throws ArmatureError `storage` where it cannot be kept as asked, or an earlier one stays on the device
   */
  set(service: string, key: string, keeping: KeyKeeping): Promise<void>;
  /** Opens all that a passphrase keeps. False where it opens nothing. */
  unlock(passphrase: string): Promise<boolean>;
  /** Lets go of the key of one service, or all, as far as this tab holds it: another tab has forgotten it. */
  letGo(service?: string): void;
  /**
   * Forgets the key of one service, or all.
   *
   * @throws ArmatureError `storage` where the browser does not delete it
   */
  forget(service?: string): Promise<void>;
}

const TAB_PREFIX = 'armature.key.';

/** Makes an empty vault. */
export function createKeyVault(tab: TabStorage, shelf: KeyShelf): KeyVault {
  const open = new Map<string, { readonly key: string; readonly state: KeyState }>();
  const locked = new Map<string, Sealed>();
  /** Counts what was decided of the key of a service, so that work which takes its time undoes nothing that came later. */
  const decisions = new Map<string, number>();
  const decide = (service: string): void => void decisions.set(service, (decisions.get(service) ?? 0) + 1);

  function holdForTab(service: string, key: string): void {
    decide(service);
    open.set(service, { key, state: 'tab' });
    locked.delete(service);
    tryStorage(() => tab.setItem(TAB_PREFIX + service, key));
  }

  function drop(service: string): void {
    decide(service);
    open.delete(service);
    locked.delete(service);
    tryStorage(() => tab.removeItem(TAB_PREFIX + service));
  }

  function letGo(service?: string): void {
    const tabbed = keysIn(tab).map(([name]) => name);
    const all = [...open.keys(), ...locked.keys(), ...tabbed, ...decisions.keys()];
    for (const name of service === undefined ? all : [service]) drop(name);
  }

  async function openSealed(sealed: Sealed, passphrase?: string): Promise<boolean> {
    const { service, kind } = sealed;
    const decided = decisions.get(service);
    const key = await unseal(sealed, passphrase);
    if (key === undefined || decisions.get(service) !== decided) return false;
    open.set(service, { key, state: kind === 'device' ? 'device' : 'unlocked' });
    locked.delete(service);
    return true;
  }

  const stateOf = (service: string): KeyState =>
    open.get(service)?.state ?? (locked.has(service) ? 'locked' : 'none');

  /** Puts a key on the shelf, unless something else was decided of it meanwhile. */
  async function shelve(service: string, key: string, keeping: OnShelf): Promise<void> {
    const decided = decisions.get(service);
    const holds = (): boolean => decisions.get(service) === decided;
    await shelf.remove(service);
    const sealed =
      keeping.kind === 'device'
        ? await sealForDevice(service, key)
        : await sealWithPassphrase(service, key, keeping.passphrase);
    if (!holds()) return;
    await shelf.put(sealed);
    if (!holds()) {
      await shelf.remove(service);
      return;
    }
    open.set(service, { key, state: keeping.kind === 'device' ? 'device' : 'unlocked' });
    tryStorage(() => tab.removeItem(TAB_PREFIX + service));
  }

  /** @throws ArmatureError `storage` where an earlier key stays on the device */
  async function unshelve(service: string, before: KeyState): Promise<void> {
    await shelf.remove(service).catch((error: unknown) => {
      // A browser that keeps nothing has kept no earlier key.
      if (before !== 'none' && before !== 'tab') throw undeleted(error);
    });
  }

  return {
    async restore() {
      for (const [service, key] of keysIn(tab)) open.set(service, { key, state: 'tab' });
      for (const sealed of await shelf.all()) {
        if (open.has(sealed.service)) continue;
        if (sealed.kind === 'device') await openSealed(sealed);
        else locked.set(sealed.service, sealed);
      }
    },
    keyOf: (service) => open.get(service)?.key,
    stateOf,
    async set(service, key, keeping) {
      const before = stateOf(service);
      holdForTab(service, key);
      if (keeping.kind === 'tab') return unshelve(service, before);
      return shelve(service, key, keeping).catch((error: unknown) => {
        throw unkept(error);
      });
    },
    async unlock(passphrase) {
      const opened = await Promise.all([...locked.values()].map((sealed) => openSealed(sealed, passphrase)));
      return opened.includes(true);
    },
    letGo,
    async forget(service) {
      letGo(service);
      await (service === undefined ? shelf.clear() : shelf.remove(service)).catch((error: unknown) => {
        throw undeleted(error);
      });
    },
  };
}

function keysIn(tab: TabStorage): [string, string][] {
  const found: [string, string][] = [];
  tryStorage(() => {
    for (let i = 0; i < tab.length; i++) {
      const name = tab.key(i);
      const key = name?.startsWith(TAB_PREFIX) === true ? tab.getItem(name) : null;
      if (name !== null && key !== null) found.push([name.slice(TAB_PREFIX.length), key]);
    }
  });
  return found;
}

/** A browser may forbid storage: the key is then held as long as the page is open. */
function tryStorage(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing is lost that is in memory.
  }
}

function unkept(cause: unknown): ArmatureError {
  return new ArmatureError({
    code: 'storage',
    message: words`The browser did not keep the key on this device.`,
    next: words`It holds until this tab is closed. Free space, or leave a private window, to keep it.`,
    detail: failureFrom(cause).message,
  });
}

function undeleted(cause: unknown): ArmatureError {
  return new ArmatureError({
    code: 'storage',
    message: words`The browser did not delete the key that is kept on this device.`,
    next: words`Delete this page's data in the settings of the browser.`,
    detail: failureFrom(cause).message,
  });
}
