/*
 * The list of models, which whoever hosts the page changes by hand, without a build. So it is fetched anew each time, and the
 * last good one is kept for when the host is gone. Good is one that a page of this version can use: in the right form,
 * and with the digests of the built-in files that this version has.
 */
import { addressOf, listedEntries, type ModelsManifest, parseManifest } from '../../core/manifest/index.ts';

/** The list, beside the page. */
export const MODELS_LIST = 'models-manifest.json';

/** A file of this version, as the build lists it. */
export interface ListedFile {
  readonly url: string;
  readonly revision?: string | null;
  /** `sha256-` and the digest in base64. */
  readonly integrity?: string;
}

/** Keeps the list. */
export interface ModelsListKeeper {
  /**
   * Fetches and keeps it, for the first time.
   *
   * @throws where the host does not give it
   */
  install(): Promise<void>;
  /** Forgets the lists of other versions. */
  activate(): Promise<void>;
  /**
   * Answers with the host's, or else the last good one.
   *
   * @throws where there is neither
   */
  answer(): Promise<Response>;
}

/** A host that takes longer, in ms, is as good as gone. */
const PATIENCE_MS = 5000;

/**
 * Makes the keeper.
 *
 * @param scope - address of the folder that the page lies in
 * @param files - all files of this version
 */
export function createModelsListKeeper(scope: string, files: readonly ListedFile[]): ModelsListKeeper {
  const url = new URL(MODELS_LIST, scope);
  const cacheName = `models-list ${scope}`;
  const digests = new Map(files.map((file) => [file.url, file.integrity]));
  // An old version that is at work and a new one that waits each have their own.
  const kept = new URL(url);
  kept.searchParams.set('version', files.find((file) => file.url === MODELS_LIST)?.revision ?? '');

  async function fetchList(signal?: AbortSignal): Promise<{ response: Response; good: boolean }> {
    const response = await fetch(url, { cache: 'no-cache', ...(signal && { signal }) });
    const good = response.ok && isGood(await response.clone().text(), digests);
    if (good) await keep(response.clone());
    return { response, good };
  }

  async function keep(response: Response): Promise<void> {
    try {
      await (await caches.open(cacheName)).put(kept, response);
    } catch (error) {
      // A full disk is no reason not to answer.
      reportError(error);
    }
  }

  const last = async (): Promise<Response | undefined> => (await caches.open(cacheName)).match(kept);

  return {
    async install() {
      const { response } = await fetchList();
      if (!response.ok) throw new Error(`${url.href} is answered with ${response.status}.`);
    },
    async activate() {
      const cache = await caches.open(cacheName);
      const others = (await cache.keys()).filter((request) => request.url !== kept.href);
      await Promise.all(others.map((request) => cache.delete(request)));
    },
    async answer() {
      try {
        const { response, good } = await fetchList(AbortSignal.timeout(PATIENCE_MS));
        // What is wrong with it is for the page to say, where there is no other.
        return good ? response : ((await last()) ?? response);
      } catch (error) {
        const found = await last();
        if (found) return found;
        throw error;
      }
    },
  };
}

/** Whoever changes it by hand finds in the worker's console why it is not taken over. */
function isGood(text: string, digests: ReadonlyMap<string, string | undefined>): boolean {
  try {
    const manifest = parseManifest(JSON.parse(text));
    const other = otherBuilds(manifest, digests);
    if (other === undefined) return true;
    reportError(new Error(`${MODELS_LIST} lists another ${other} than this version of the page has.`));
  } catch (error) {
    reportError(error);
  }
  return false;
}

/** Finds a built-in file that this version of the page has not, or not so. */
function otherBuilds(
  manifest: ModelsManifest,
  digests: ReadonlyMap<string, string | undefined>,
): string | undefined {
  for (const entry of listedEntries(manifest)) {
    if (!('builtIn' in entry) || !entry.builtIn) continue;
    for (const file of entry.files) {
      const address = addressOf(entry, file, { page: '', hub: '' });
      if (file.sha256 === undefined || digests.get(address) !== integrityOf(file.sha256)) return address;
    }
  }
  return undefined;
}

/** @param digest - SHA-256 in hexadecimal digits */
function integrityOf(digest: string): string {
  const bytes = digest.match(/../g)?.map((byte) => parseInt(byte, 16)) ?? [];
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}
