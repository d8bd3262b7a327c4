import { describe, expect, it, vi } from 'vitest';
import { listenForInstall } from '../../../../app/shell/install.ts';
import { createShellStore } from '../../../../app/state/shell.ts';

function desk() {
  const page = new EventTarget();
  const shell = createShellStore();
  const install = listenForInstall(shell, page);
  const prompt = vi.fn(() => Promise.resolve());
  const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
  return { page, shell, install, prompt, offer };
}

describe('an offer to install', () => {
  it('is held back for the button, and used once', async () => {
    const { page, shell, install, prompt, offer } = desk();
    expect(shell.getState().installable).toBe(false);
    page.dispatchEvent(offer);
    expect([offer.defaultPrevented, shell.getState().installable]).toEqual([true, true]);
    expect(prompt).not.toHaveBeenCalled();
    await install();
    await install();
    expect(prompt).toHaveBeenCalledOnce();
    expect(shell.getState().installable).toBe(false);
  });

  it('is gone once the page is installed in another way', () => {
    const { page, shell, offer } = desk();
    page.dispatchEvent(offer);
    page.dispatchEvent(new Event('appinstalled'));
    expect(shell.getState().installable).toBe(false);
  });
});
