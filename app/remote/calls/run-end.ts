/*
 * Hears from the relay that a run is over, so that its pictures are asked for at once.
 */

/** Waits for the end of a run: true once it is told, false when nobody will tell. Never rejects. */
export type HearEnd = (url: string, over: AbortSignal) => Promise<boolean>;

/** Makes a listener of a way to open streams of events, such as `(url) => new EventSource(url)`. */
export function createHearEnd(open: (url: string) => EventSource): HearEnd {
  return (url, over) =>
    new Promise((resolve) => {
      if (over.aborted) {
        resolve(false);
        return;
      }
      const events = open(url);
      const end = (told: boolean): void => {
        over.removeEventListener('abort', hangUp);
        events.close();
        resolve(told);
      };
      const hangUp = (): void => end(false);
      over.addEventListener('abort', hangUp, { once: true });
      for (const name of ['success', 'failed']) events.addEventListener(name, () => end(true));
      // A stream that broke is opened again by the browser; one that was refused is not.
      events.addEventListener('error', () => {
        if (events.readyState === EventSource.CLOSED) end(false);
      });
    });
}
