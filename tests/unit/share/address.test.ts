/* Links in the address: when they are asked about, when they are let go, and what embedded pages do with them. */
import { describe, expect, it, vi } from 'vitest';
import { beginWith } from '../../../app/share/begin-with.ts';
import { followLinks, forgetLink } from '../../../app/share/follow-links.ts';
import { pageAddress, pageFolder } from '../../../app/share/page-address.ts';
import { canShareFiles, canShareLinks, passOn } from '../../../app/share/system-share.ts';
import { createShareStore } from '../../../app/state/share.ts';
import { presetPose } from '../../../core/pose/index.ts';
import { shareFragment } from '../../../core/share/index.ts';
import { manifest, sharePage } from './page-set-up.ts';

function browser(hash: string) {
  const location = { pathname: '/app/', search: '?x=1', hash };
  let change = (): void => undefined;
  const page = {
    location,
    history: { state: { kept: 1 }, replaceState: vi.fn() },
    addEventListener: (_type: string, listener: () => void) => void (change = listener),
  };
  return { page: page as unknown as Window, location, history: page.history, change: () => change() };
}

describe('a link in the address', () => {
  it('is asked about at once, and whenever the address changes to one', () => {
    const share = createShareStore();
    const { page, location, change } = browser('#other');
    followLinks(page, share);
    expect(share.getState()).toMatchObject({ incoming: undefined, asking: false });
    location.hash = '#share=1.abc';
    change();
    expect(share.getState()).toMatchObject({ incoming: '#share=1.abc', asking: true });
  });

  it('stays until it is answered, and then leaves what else the address and its entry have', () => {
    const share = createShareStore();
    const { page, history } = browser('#share=1.abc');
    followLinks(page, share);
    expect(history.replaceState).not.toHaveBeenCalled();
    forgetLink(page, share);
    expect(share.getState()).toMatchObject({ incoming: undefined, asking: false });
    expect(history.replaceState).toHaveBeenCalledExactlyOnceWith({ kept: 1 }, '', '/app/?x=1');
  });

  it('is made for the page as others can open it', () => {
    const location = {
      origin: 'https://a.example',
      pathname: '/app/index.html',
      search: '?embed',
      hash: '#x',
    };
    expect(pageAddress(location)).toBe('https://a.example/app/index.html');
    expect(pageFolder(location)).toBe('https://a.example/app/');
  });
});

describe('an embedded page', () => {
  const work = { pose: presetPose('jumping', { width: 512, height: 512 }), prompt: 'a fox' };

  it('begins with the work in its address, and has nothing before it to go back to', () => {
    const { services, figure, form, share } = sharePage();
    expect(beginWith(`#${shareFragment(work)}`, services)).toEqual([]);
    expect(figure.getState().pose.people).toHaveLength(1);
    expect(figure.temporal.getState().pastStates).toEqual([]);
    expect(form.getState().prompt).toBe('a fox');
    expect(share.getState().taken).toBeUndefined();
  });

  it('refuses what cannot be read, and stays as it was', () => {
    const { services, form } = sharePage();
    const { prompt } = form.getState();
    expect(() => beginWith('#share=1.xx', services)).toThrow(/damaged/);
    expect(form.getState().prompt).toBe(prompt);
  });

  it('changes to its model once it is known to be here', async () => {
    const { services, models, library } = sharePage();
    const other = manifest.models.find(({ builtIn }) => !builtIn)!;
    models.setState({ stored: undefined });
    library.refresh.mockImplementation(() => {
      const entry = { policy: 'int8', complete: true, storedBytes: 1, files: [], entry: other } as const;
      models.setState({ stored: { items: [entry], unreadable: [] } });
      return Promise.resolve();
    });
    expect(beginWith(`#${shareFragment({ ...work, model: other.id })}`, services)).toEqual([]);
    await vi.waitFor(() => expect(models.getState().activeId).toBe(other.id));
  });
});

describe('the way of the system', () => {
  it('is there where the browser has it, for links and for pictures', () => {
    const share = () => Promise.resolve();
    expect([canShareLinks({}), canShareFiles({})]).toEqual([false, false]);
    expect([canShareLinks({ share }), canShareFiles({ share })]).toEqual([true, false]);
    expect(canShareFiles({ share, canShare: (data) => data?.files?.[0]?.type === 'image/png' })).toBe(true);
  });

  it('says what became of it, and nothing where the person chose nobody', async () => {
    const data = { url: 'https://a.example/#share=1.x' };
    const failing = (name: string) => ({ share: () => Promise.reject(new DOMException('no', name)) });
    const share = vi.fn(() => Promise.resolve());
    expect(await passOn(data, { share })).toBe('It was handed over.');
    expect(share).toHaveBeenCalledExactlyOnceWith(data);
    expect(await passOn(data, failing('AbortError'))).toBe('');
    expect(await passOn(data, failing('NotAllowedError'))).toContain('Copy the link');
  });
});
