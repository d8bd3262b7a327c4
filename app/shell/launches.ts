/*
 * Files and addresses with which the system opens the page.
 */
import {
  SHARE_ACTION,
  SHARED_NAME_HEADER,
  SHARED_PARAMETER,
  type SharedArrival,
  sharedFilesCache,
} from '../../core/contract/index.ts';
import { words } from '../../core/words/index.ts';
import type { Services } from '../services.ts';
import type { SharedFiles, ShareStore } from '../state/share.ts';
import { takeFragment } from '../share/follow-links.ts';
import { makeFailure } from '../../core/result/index.ts';

/** What a launch brings. The type is not in the library of the DOM yet. */
interface LaunchParams {
  readonly targetURL?: string;
  readonly files: readonly FileSystemFileHandle[];
}

/** The launches of an installed page. */
export interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

/** Who takes what a launch brings. */
export interface LaunchTakers {
  takeFiles(files: readonly File[]): Promise<void>;
  /** Asks about files that were shared, until that is answered: it need not have been the person who did that. */
  askAbout(shared: SharedFiles): Promise<void>;
  /** Tells that files were meant for the page and did not arrive. */
  tellLost(): void;
  /** Asks about a shared link; any other fragment of an address is passed over. */
  takeFragment(fragment: string): void;
  /** What the shortcuts of the manifest open, by the value of their parameter. */
  readonly shortcuts: Readonly<Record<string, () => void>>;
}

const OPEN = 'open';

/** The page's takers: files that the person opened go to the intake like any others. */
export function launchTakers({ stores, actions }: Services): LaunchTakers {
  return {
    takeFiles: actions.intake.takeFiles,
    askAbout: (files) => answered(files, stores.share),
    takeFragment: (fragment) => takeFragment(fragment, stores.share),
    tellLost: () =>
      stores.intake.setState({
        failures: [
          makeFailure({
            code: 'bad-image',
            message: words`What was to be opened did not arrive.`,
            next: words`Open it with the button Import a pose, or drop it on the page.`,
          }),
        ],
      }),
    shortcuts: {
      poses: () => stores.poses.setState({ dialogOpen: true }),
      detect: () => void actions.detect.open(),
      models: () => stores.models.setState({ dialogOpen: true }),
    },
  };
}

/**
 * Takes what launches bring, the one that opened this page first.
 *
 * @param page - address of the folder that the page lies in
 */
export function takeLaunches(host: Window, page: string, takers: LaunchTakers): void {
  const { launchQueue } = host as Window & { readonly launchQueue?: LaunchQueue };
  // A page that is loaded anew before the answer, as phones do with a tab that they let go of, asks again.
  void takeAddress(new URL(host.location.href), page, takers).then(() => takeOff(host, SHARED_PARAMETER));
  takeOff(host, OPEN);
  launchQueue?.setConsumer(({ targetURL, files }) => {
    if (files.length > 0) void takeOpened(files, takers);
    else if (targetURL) takeTarget(new URL(targetURL), page, takers);
  });
}

/** Whoever reloads the page or bookmarks it does not mean to be sent there again. */
function takeOff(host: Window, parameter: string): void {
  const here = new URL(host.location.href);
  if (!here.searchParams.has(parameter)) return;
  here.searchParams.delete(parameter);
  host.history.replaceState(host.history.state, '', here);
}

function answered(files: SharedFiles, share: ShareStore): Promise<void> {
  share.setState({ files });
  return new Promise((resolve) => {
    const stop = share.subscribe((state) => {
      if (state.files === files) return;
      stop();
      resolve();
    });
  });
}

/** What a page that is open already is asked to show. */
function takeTarget(target: URL, page: string, takers: LaunchTakers): void {
  // Some systems only bring the page to the front, without what was shared.
  if (target.pathname === new URL(SHARE_ACTION, page).pathname) {
    takers.tellLost();
    return;
  }
  void takeAddress(target, page, takers);
  takers.takeFragment(target.hash);
}

/** Does what an address asks for, until what was shared with it is answered. */
async function takeAddress({ searchParams }: URL, page: string, takers: LaunchTakers): Promise<void> {
  const shortcut = searchParams.get(OPEN);
  if (shortcut !== null && Object.hasOwn(takers.shortcuts, shortcut)) takers.shortcuts[shortcut]?.();
  const arrival = searchParams.get(SHARED_PARAMETER);
  if (arrival !== null) await takeShared(arrival, page, takers);
}

async function takeOpened(
  handles: readonly FileSystemFileHandle[],
  { takeFiles, tellLost }: LaunchTakers,
): Promise<void> {
  const files = await Promise.all(handles.map((handle) => handle.getFile())).catch(() => []);
  if (files.length > 0) await takeFiles(files);
  else tellLost();
}

async function takeShared(
  arrival: string,
  page: string,
  { askAbout, tellLost }: LaunchTakers,
): Promise<void> {
  const { files, forget } = await sharedFiles(page).catch(() => NONE_SHARED);
  const isPart = arrival === ('some' satisfies SharedArrival);
  if (files.length === 0 && !isPart) {
    tellLost();
    return;
  }
  await askAbout({ files, isPart });
  // What cannot be deleted now goes when something is shared the next time.
  void forget().catch(() => undefined);
}

interface WaitingFiles {
  readonly files: readonly File[];
  /** Has them wait no longer. */
  readonly forget: () => Promise<unknown>;
}

const NONE_SHARED: WaitingFiles = { files: [], forget: () => Promise.resolve() };

async function sharedFiles(page: string): Promise<WaitingFiles> {
  const cache = await caches.open(sharedFilesCache(page));
  const kept = await cache.keys();
  const files = kept.map(async (request) => {
    const response = await cache.match(request);
    const blob = await response?.blob();
    const fileName = decodeURIComponent(response?.headers.get(SHARED_NAME_HEADER) ?? '');
    return blob ? [new File([blob], fileName, { type: blob.type })] : [];
  });
  const opened = await Promise.all(files);
  return {
    files: opened.flat(),
    // Others may have come meanwhile.
    forget: () => Promise.all(kept.map((request) => cache.delete(request))),
  };
}
