/*
 * Listens to a server's websocket. What it tells is a comfort: a socket that cannot be opened, or dies, ends in silence.
 */

/** Hears a server until it hangs up or the signal is aborted. Never rejects. */
export type Listen = (
  url: string,
  onMessage: (data: string | Uint8Array) => void,
  over: AbortSignal,
) => Promise<void>;

/** Makes a listener of a way to open sockets, such as `(url) => new WebSocket(url)`. */
export function createListen(open: (url: string) => WebSocket): Listen {
  return (url, onMessage, over) =>
    new Promise((resolve) => {
      const socket = over.aborted ? undefined : opened(open, url);
      if (!socket) {
        resolve();
        return;
      }
      socket.binaryType = 'arraybuffer';
      const hangUp = (): void => {
        socket.close();
        resolve();
      };
      over.addEventListener('abort', hangUp, { once: true });
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (over.aborted) return;
        if (typeof data === 'string') onMessage(data);
        else if (data instanceof ArrayBuffer) onMessage(new Uint8Array(data));
      });
      socket.addEventListener('close', () => {
        over.removeEventListener('abort', hangUp);
        resolve();
      });
    });
}

/** Undefined where the browser does not even try: a page on https may not open ws: to another machine. */
function opened(open: (url: string) => WebSocket, url: string): WebSocket | undefined {
  try {
    return open(url);
  } catch {
    return undefined;
  }
}
