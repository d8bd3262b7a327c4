import { describe, expect, it, vi } from 'vitest';
import { bringForward } from '../../../../workers/service-worker/bring-forward.ts';

const SCOPE = 'https://host.example/armature/';

function hostWith(
  ...windows: readonly { readonly url: string; readonly frameType: 'top-level' | 'nested' }[]
) {
  const focused: string[] = [];
  const openWindow = vi.fn(() => Promise.resolve(null));
  const clients = {
    matchAll: () =>
      Promise.resolve(
        windows.map((window) => ({
          ...window,
          focus: () => {
            focused.push(window.url);
            return Promise.resolve();
          },
        })),
      ),
    openWindow,
  };
  return { host: { clients, registration: { scope: SCOPE } }, focused, openWindow };
}

describe('a pressed notification', () => {
  it('brings the open tab forward, and no other page of the host and no frame', async () => {
    const { host, focused, openWindow } = hostWith(
      { url: 'https://host.example/blog/', frameType: 'top-level' },
      { url: `${SCOPE}?embed`, frameType: 'nested' },
      { url: `${SCOPE}#x`, frameType: 'top-level' },
    );
    await bringForward(host);
    expect(focused).toEqual([`${SCOPE}#x`]);
    expect(openWindow).not.toHaveBeenCalled();
  });

  it('opens the page where it is closed', async () => {
    const { host, openWindow } = hostWith();
    await bringForward(host);
    expect(openWindow).toHaveBeenCalledWith(SCOPE);
  });
});
