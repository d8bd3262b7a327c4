/*
 * What the page and its service worker agree on. The service worker keeps the page's own files, and nothing else.
 */

/** Where the manifest has the system send what is shared, seen from the page. */
export const SHARE_ACTION = 'share';

/** Search parameter that the page starts with when files were shared to it. */
export const SHARED_PARAMETER = 'shared';

/**
 * Value of that parameter: all files wait for the page, some were left out by {@link SHARED_LIMITS}, or none could be kept.
 */
export type SharedArrival = 'files' | 'some' | 'failed';

/** How much may be shared at once: any website can send as much as it likes. */
export const SHARED_LIMITS = {
  /** More than anybody means to pose by at once. */
  files: 16,
  /** As many photographs of a good camera. */
  bytes: 128_000_000,
} as const;

/** Header that holds the name of a shared file, percent-encoded. */
export const SHARED_NAME_HEADER = 'X-File-Name';

/**
 * Name of the cache in which shared files wait until the page takes them.
 *
 * @param scope - address of the folder that the page lies in: an origin may have several Armatures
 */
export function sharedFilesCache(scope: string): string {
  return `armature-shared-${scope}`;
}

/** What a page asks of the service worker of a new version that waits. */
export interface StartNewVersion {
  readonly type: 'start-new-version';
}

/** The answer, over the port that came with the question. */
export interface NewVersionAnswer {
  /** False where other tabs hold on to the old version, which then stays. */
  readonly started: boolean;
}

/** Is this the question? */
export function isStartNewVersion(data: unknown): data is StartNewVersion {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'start-new-version';
}
