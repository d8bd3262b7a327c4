import { afterEach, describe, expect, it, vi } from 'vitest';
import { followVersions } from '../../../../app/shell/new-version.ts';
import { createShellStore } from '../../../../app/state/shell.ts';

/** A browser with a version that waits, which answers as it is told to. */
function browser(answer: { readonly started: boolean } | undefined, controller: object | null = {}) {
  const waiting = {
    postMessage: (_question: unknown, [port]: [MessagePort]) => answer && port.postMessage(answer),
  };
  const registration = Object.assign(new EventTarget(), { waiting, active: {}, installing: null });
  const container = Object.assign(new EventTarget(), { controller });
  const reload = vi.fn();
  const work = { mayReload: true };
  const shell = createShellStore();
  const changeOver = followVersions(registration as unknown as ServiceWorkerRegistration, shell, {
    container: container as unknown as ServiceWorkerContainer,
    document: new EventTarget() as Document,
    mayReload: () => work.mayReload,
    reload,
  });
  return { container, reload, work, shell, changeOver };
}

describe('a new version that waits', () => {
  afterEach(() => void vi.useRealTimers());

  it('is told of, and changes over only when it is asked to', async () => {
    const { container, reload, shell, changeOver } = browser({ started: true });
    expect(shell.getState().notice).toBe('new-version');
    await changeOver();
    expect(shell.getState().notice).toBe('restarting');
    expect(reload).not.toHaveBeenCalled();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledOnce();
  });

  it('reloads no page under which another one started it', () => {
    const { container, reload, shell } = browser({ started: true });
    container.dispatchEvent(new Event('controllerchange'));
    expect(shell.getState().notice).toBe('replaced');
    expect(reload).not.toHaveBeenCalled();
  });

  it('stays where other tabs are open, and then reloads nothing by itself', async () => {
    const { container, reload, shell, changeOver } = browser({ started: false });
    await changeOver();
    expect(shell.getState().notice).toBe('other-tabs');
    container.dispatchEvent(new Event('controllerchange'));
    expect(shell.getState().notice).toBe('replaced');
    expect(reload).not.toHaveBeenCalled();
  });

  it('reloads nothing that was begun since it was asked for', async () => {
    for (const controller of [{}, null]) {
      const { container, reload, shell, work, changeOver } = browser({ started: true }, controller);
      work.mayReload = false;
      await changeOver();
      container.dispatchEvent(new Event('controllerchange'));
      expect(shell.getState().notice).toBe('replaced');
      expect(reload).not.toHaveBeenCalled();
    }
  });

  it('leaves a page that the person did not leave when the browser asked: it is told what it is', async () => {
    for (const controller of [{}, null]) {
      const { container, reload, shell, changeOver } = browser({ started: true }, controller);
      await changeOver();
      container.dispatchEvent(new Event('controllerchange'));
      expect(shell.getState().notice).toBe('replaced');
      container.dispatchEvent(new Event('controllerchange'));
      expect(reload).toHaveBeenCalledOnce();
    }
  });

  it('can be asked again where the version that waited has gone', async () => {
    vi.useFakeTimers();
    const { shell, changeOver } = browser(undefined);
    const over = changeOver();
    expect(shell.getState().notice).toBe('restarting');
    await vi.advanceTimersByTimeAsync(60_000);
    await over;
    expect(shell.getState().notice).toBe('new-version');
  });

  it('starts from a page, too, that came past the service worker', async () => {
    const { reload, changeOver } = browser({ started: true }, null);
    await changeOver();
    expect(reload).toHaveBeenCalledOnce();
  });
});
