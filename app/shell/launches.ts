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
import type { SharedFiles } from '../state/share.ts';
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
  /** Asks about files that were shared: it need not have been the person who did that. */
  askAbout(shared: SharedFiles): void;
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
    askAbout: (files) => stores.share.setState({ files }),
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
  const here = new URL(host.location.href);
  takeAddress(here, page, takers);
  for (const name of [OPEN, SHARED_PARAMETER]) here.searchParams.delete(name);
  // Whoever reloads the page or bookmarks it does not mean to be sent there again.
  if (here.href !== host.location.href) host.history.replaceState(host.history.state, '', here);
  launchQueue?.setConsumer(({ targetURL, files }) => {
    if (files.length > 0) void takeOpened(files, takers);
    else if (targetURL) takeTarget(new URL(targetURL), page, takers);
  });
}

/** What a page that is open already is asked to show. */
function takeTarget(target: URL, page: string, takers: LaunchTakers): void {
  // Some systems only bring the page to the front, without what was shared.
  if (target.pathname === new URL(SHARE_ACTION, page).pathname) {
    takers.tellLost();
    return;
  }
  takeAddress(target, page, takers);
  takers.takeFragment(target.hash);
}

function takeAddress({ searchParams }: URL, page: string, takers: LaunchTakers): void {
  const shortcut = searchParams.get(OPEN);
  if (shortcut !== null && Object.hasOwn(takers.shortcuts, shortcut)) takers.shortcuts[shortcut]?.();
  const arrival = searchParams.get(SHARED_PARAMETER);
  if (arrival !== null) void takeShared(arrival, page, takers);
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
  const files = await sharedFiles(page).catch(() => []);
  const isPart = arrival === ('some' satisfies SharedArrival);
  if (files.length > 0 || isPart) askAbout({ files, isPart });
  else tellLost();
}

/** The files that wait. They wait no longer then. */
async function sharedFiles(page: string): Promise<File[]> {
  const cache = await caches.open(sharedFilesCache(page));
  const kept = await cache.keys();
  const files = kept.map(async (request) => {
    const response = await cache.match(request);
    const blob = await response?.blob();
    const fileName = decodeURIComponent(response?.headers.get(SHARED_NAME_HEADER) ?? '');
    return blob ? [new File([blob], fileName, { type: blob.type })] : [];
  });
  const opened = await Promise.all(files);
  // Others may have come meanwhile.
  await Promise.all(kept.map((request) => cache.delete(request)));
  return opened.flat();
}
