/** How long the browser may be busy before work is done all the same, in ms. */
const PATIENCE_MS = 500;

/** Waits until the browser has nothing else to do. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Not every browser has what the library of the DOM says.
    const ask = (window as Partial<Window>).requestIdleCallback;
    if (ask) ask.call(window, () => resolve(), { timeout: PATIENCE_MS });
    else setTimeout(resolve);
  });
}
