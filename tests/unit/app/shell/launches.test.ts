import { describe, expect, it, vi } from 'vitest';
import { type LaunchQueue, takeLaunches } from '../../../../app/shell/launches.ts';

const PAGE = 'https://example.org/armature/';

type Consumer = Parameters<LaunchQueue['setConsumer']>[0];

function desk(search = '') {
  const replaceState = vi.fn<(data: unknown, unused: string, url: URL) => void>();
  let launch: Consumer | undefined;
  const host = {
    location: { href: `${PAGE}${search}` },
    history: { replaceState },
    launchQueue: { setConsumer: (consumer: Consumer) => void (launch = consumer) },
  };
  const takers = {
    takeFiles: vi.fn<(files: readonly File[]) => Promise<void>>().mockResolvedValue(undefined),
    tellLost: vi.fn(),
    takeFragment: vi.fn(),
    shortcuts: { poses: vi.fn() },
  };
  takeLaunches(host as unknown as Window, PAGE, takers);
  if (!launch) throw new Error('Nobody waits for launches.');
  return { launch, takers, replaceState };
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
