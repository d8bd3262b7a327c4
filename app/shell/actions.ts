/*
 * What the page does as a program that is installed, updated and opened by the system.
 */
import type { EngineStore } from '../state/engine.ts';
import type { ShellStore } from '../state/shell.ts';
import { isAtWork, mayReload, type WorkStores } from './at-work.ts';
import { followTouches, isolationStep } from './isolation.ts';
import { followVersions } from './new-version.ts';

/** What the actions need. */
export interface ShellDependencies {
  readonly shell: ShellStore;
  readonly work: WorkStores;
  readonly engineState: EngineStore;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** Has the browser ask whether to install the page. */
  install(): Promise<void>;
}

/** The actions. */
export interface ShellActions {
  /** Registers the service worker: from the second visit on the page needs no network. */
  keepOffline(): Promise<void>;
  /** Has the browser ask whether to install the page. */
  install(): Promise<void>;
  /** Loads the page anew, in the new version where one waits. Nothing that is at work is broken off, and no picture lost. */
  restart(): Promise<void>;
}

/** Makes the actions. */
export function createShellActions({
  shell,
  work,
  engineState,
  page,
  install,
}: ShellDependencies): ShellActions {
  const isTouched = followTouches(window);
  let changeOver = (): void | Promise<void> => location.reload();

  function isolate(): void {
    const { engine } = engineState.getState();
    const step = isolationStep({
      isolated: crossOriginIsolated,
      framed: window.top !== window,
      controlled: navigator.serviceWorker.controller !== null,
      touched: isTouched(),
      busy: isAtWork(work),
      memory: tabMemory(),
    });
    if (step === 'reload') location.reload();
    // To who draws on the GPU threads of the CPU are no matter.
    if (step === 'ask' && engine.status === 'ready' && engine.backend.backend === 'wasm') {
      shell.setState({ notice: 'threads' });
    }
  }

  return {
    async keepOffline() {
      const { serviceWorker: container } = navigator;
      try {
        const registration = await container.register(new URL('service-worker.js', page), {
          updateViaCache: 'none',
        });
        changeOver = followVersions(registration, shell, {
          container,
          document,
          mayReload: () => mayReload(work),
          reload: () => location.reload(),
        });
        await container.ready;
        isolate();
      } catch {
        // The page works without it as long as there is a network. Private windows and old browsers allow none.
      }
    },
    install,
    async restart() {
      if (mayReload(work)) await changeOver();
    },
  };
}

function tabMemory(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
