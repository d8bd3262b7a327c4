import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Services } from '../../../../app/services.ts';
import { type LaunchQueue, launchTakers, takeLaunches } from '../../../../app/shell/launches.ts';
import { createShareStore } from '../../../../app/state/share.ts';
import { SHARED_NAME_HEADER, sharedFilesCache } from '../../../../core/contract/index.ts';

const PAGE = 'https://example.org/armature/';

type Consumer = Parameters<LaunchQueue['setConsumer']>[0];

function desk(search = '') {
  const replaceState = vi.fn<(data: unknown, unused: string, url: URL) => void>();
  let launch: Consumer | undefined;
  let answer = (): void => undefined;
  const host = {
    location: { href: `${PAGE}${search}` },
    history: { replaceState },
    launchQueue: { setConsumer: (consumer: Consumer) => void (launch = consumer) },
  };
  const takers = {
    takeFiles: vi.fn<(files: readonly File[]) => Promise<void>>().mockResolvedValue(undefined),
    askAbout: vi.fn(() => new Promise<void>((resolve) => (answer = resolve))),
    tellLost: vi.fn(),
    takeFragment: vi.fn(),
    shortcuts: { poses: vi.fn() },
  };
  takeLaunches(host as unknown as Window, PAGE, takers);
  if (!launch) throw new Error('Nobody waits for launches.');
  return { launch, takers, replaceState, answer: () => answer() };
}

const handle = (getFile: () => Promise<File>): FileSystemFileHandle => ({ getFile }) as FileSystemFileHandle;

describe('a launch', () => {
  it('opens a shortcut, and takes its parameter off the address', () => {
    const { takers, replaceState } = desk('?open=poses&tab=2');
    expect(takers.shortcuts.poses).toHaveBeenCalledOnce();
    expect(replaceState.mock.calls[0]?.[2].href).toBe(`${PAGE}?tab=2`);
  });

  it('opens nothing that is no shortcut, not even what every object has', () => {
    for (const name of ['unknown', 'constructor', '__proto__', 'toString']) {
      expect(() => desk(`?open=${name}`)).not.toThrow();
    }
  });

  it('opens the shortcut in a page that is open already', () => {
    const { launch, takers, replaceState } = desk();
    launch({ targetURL: `${PAGE}?open=poses`, files: [] });
    expect(takers.shortcuts.poses).toHaveBeenCalledOnce();
    expect(replaceState).not.toHaveBeenCalled();
  });

  it('hands on the fragment of an address that a page is opened with that is there already', () => {
    const { launch, takers } = desk();
    launch({ targetURL: `${PAGE}#share=1.abc`, files: [] });
    expect(takers.takeFragment).toHaveBeenCalledWith('#share=1.abc');
  });

  it('tells of what was shared with a page that is open already and did not come with it', () => {
    const { launch, takers } = desk();
    launch({ targetURL: `${PAGE}share`, files: [] });
    expect(takers.tellLost).toHaveBeenCalledOnce();
    expect(takers.takeFragment).not.toHaveBeenCalled();
  });

  it('hands all files on together', async () => {
    const { launch, takers } = desk();
    const files = [new File(['{}'], 'a.json'), new File(['{}'], 'b.json')];
    launch({ targetURL: PAGE, files: files.map((file) => handle(() => Promise.resolve(file))) });
    await vi.waitFor(() => expect(takers.takeFiles).toHaveBeenCalledWith(files));
    expect(takers.tellLost).not.toHaveBeenCalled();
  });

  it('tells of a file that cannot be read', async () => {
    const { launch, takers } = desk();
    launch({ files: [handle(() => Promise.reject(new DOMException('', 'NotFoundError')))] });
    await vi.waitFor(() => expect(takers.tellLost).toHaveBeenCalledOnce());
    expect(takers.takeFiles).not.toHaveBeenCalled();
  });
});

describe('what was shared', () => {
  afterEach(() => void vi.unstubAllGlobals());

  /** Files that wait for the page, by name. */
  function shelf(...names: readonly string[]) {
    const kept = new Map(
      names.map((name) => [
        `${PAGE}share/${name}`,
        new Response('{}', { headers: { [SHARED_NAME_HEADER]: encodeURIComponent(name) } }),
      ]),
    );
    const cache = {
      keys: () => Promise.resolve([...kept.keys()]),
      match: (url: string) => Promise.resolve(kept.get(url)),
      delete: (url: string) => Promise.resolve(kept.delete(url)),
    };
    vi.stubGlobal('caches', {
      open: (name: string) => {
        expect(name).toBe(sharedFilesCache(PAGE));
        return Promise.resolve(cache);
      },
    });
    return kept;
  }

  it('is asked about, and not taken: a website can send it, too', async () => {
    const kept = shelf('stränge.json', 'model.safetensors');
    const { takers, replaceState, answer } = desk('?shared=files');
    await vi.waitFor(() => expect(takers.askAbout).toHaveBeenCalledOnce());
    const [[shared]] = takers.askAbout.mock.calls as unknown as [
      [{ files: readonly File[]; isPart: boolean }],
    ];
    expect(shared.files.map(({ name }) => name)).toEqual(['stränge.json', 'model.safetensors']);
    expect(shared.isPart).toBe(false);
    expect(takers.takeFiles).not.toHaveBeenCalled();
    expect(kept.size, 'a page that is loaded anew asks again').toBe(2);
    expect(replaceState).not.toHaveBeenCalled();
    answer();
    await vi.waitFor(() => expect(replaceState).toHaveBeenCalledOnce());
    expect(replaceState.mock.calls[0]?.[2].href).toBe(PAGE);
    await vi.waitFor(() => expect(kept.size, 'what was answered waits no longer').toBe(0));
  });

  it('is told of where some of it, or all, was too much', async () => {
    shelf();
    const { takers } = desk('?shared=some');
    await vi.waitFor(() => expect(takers.askAbout).toHaveBeenCalledWith({ files: [], isPart: true }));
    expect(takers.tellLost).not.toHaveBeenCalled();
  });

  it('is told of where it did not arrive', async () => {
    shelf();
    for (const search of ['?shared=failed', '?shared=files']) {
      const { takers, replaceState } = desk(search);
      await vi.waitFor(() => expect(takers.tellLost).toHaveBeenCalledOnce());
      await vi.waitFor(() => expect(replaceState).toHaveBeenCalledOnce());
      expect(takers.askAbout).not.toHaveBeenCalled();
    }
  });

  it('is asked about in the store of what is shared; what the system opens goes to the intake', async () => {
    const share = createShareStore();
    const takeFiles = vi.fn(() => Promise.resolve());
    const takers = launchTakers({
      stores: { share },
      actions: { intake: { takeFiles } },
    } as unknown as Services);
    const shared = { files: [new File(['{}'], 'a.json')], isPart: false };
    const answered = vi.fn();
    void takers.askAbout(shared).then(answered);
    expect(share.getState().files).toBe(shared);
    share.setState({ asking: true });
    await Promise.resolve();
    expect(answered).not.toHaveBeenCalled();
    share.setState({ files: undefined });
    await vi.waitFor(() => expect(answered).toHaveBeenCalledOnce());
    expect(takeFiles).not.toHaveBeenCalled();
    await takers.takeFiles(shared.files);
    expect(takeFiles).toHaveBeenCalledWith(shared.files);
  });
});
