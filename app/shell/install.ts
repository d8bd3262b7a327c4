import type { ShellStore } from '../state/shell.ts';

/** The offer of a browser to install the page. No library of types has it: it is Chromium's alone. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/**
 * Listens for the browser's offer to install the page, which comes once and early.
 *
 * @returns what installs the page; the browser asks the person
 */
export function listenForInstall(shell: ShellStore, page: EventTarget): () => Promise<void> {
  let offer: InstallOffer | undefined;
  page.addEventListener('beforeinstallprompt', (event) => {
    // The header's button asks in the place of a banner.
    event.preventDefault();
    offer = event as InstallOffer;
    shell.setState({ installable: true });
  });
  page.addEventListener('appinstalled', () => shell.setState({ installable: false }));
  return async () => {
    const taken = offer;
    // An offer can be used once; who declines gets another from the browser, some day.
    offer = undefined;
    shell.setState({ installable: false });
    await taken?.prompt();
  };
}
